// Package terminal is the platform of one person at a terminal, or of a pipe: a line is a question, or a command with a slash.
//
// Goroutines: Run and one that reads lines (read). It ends with the input, with Run, or with the process where a read never returns.
package terminal
