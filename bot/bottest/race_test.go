//go:build race

package bottest

// raced: the race detector slows answers tenfold, which says nothing of how long an acknowledgement takes.
const raced = true
