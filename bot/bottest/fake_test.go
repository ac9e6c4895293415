package bottest

import "testing"

// The fake platform passes the suite that it is there for.
func TestFake(t *testing.T) {
	Exercise(t, func(*testing.T) World { return NewFake("fake") })
}
