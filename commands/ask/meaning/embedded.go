package meaning

import (
	_ "embed"
	"fmt"
	"sync"
)

//go:embed model.bin
var modelBin []byte

// Embedded returns the model that the program carries, read once.
func Embedded() *Model { return embedded() }

var embedded = sync.OnceValue(func() *Model {
	m, err := Read(modelBin)
	if err != nil {
		panic(fmt.Sprintf("%v: go run ./cmd/train writes it anew", err)) // a test reads it
	}
	return m
})
