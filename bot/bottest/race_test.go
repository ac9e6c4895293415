//go:build race

package bottest

// raced: the race detector slows answers tenfold: fewer people ask.
const raced = true
