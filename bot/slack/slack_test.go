package slack

import (
	"testing"

	"usher/bot/bottest"
)

func TestSlack(t *testing.T) { bottest.Exercise(t, newWorld) }
