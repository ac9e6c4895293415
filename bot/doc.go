// Package bot is the process between people on chat platforms and the commands: it turns an event into a reply, and sees to what must
// happen once. It knows no platform; each is a folder below that implements Platform and tells a Handler what people do.
//
// # An event's way
//
// A platform hands its event to Handler.Handle, which does nothing but look at memory: what a bot wrote is ignored, the rest joins the
// queue of its conversation, and the platform acknowledges. The queue's goroutine then asks the Store whether the event was seen before,
// slows who floods, finds out language, zone and meeting, runs the command or answers the question, carries out the reply's effects and
// sends it. Order is kept within a conversation; conversations do not wait for one another, but no more than Limits.Running are worked at
// a time, and no more than Limits.Making think at a time.
//
// What goes wrong becomes words in one place (words.go): a refusal says what can be named; anything else, a panic too, gives the user a
// number, and the log the same number with the cause. What people write is never logged.
//
// # Goroutines
//
//   - One a platform (Bot.Serve), which runs Platform.Run again after an error, with growing pauses. It ends when Run returns nil or an
//     error that is ErrPermanent, or when Serve's context does and all that was begun is answered.
//   - One a conversation that has something to do (lanes.work). It ends when its queue is empty.
//   - One while stopping (lanes.close) that waits for these. It ends with the last of them.
//
// # Stopping
//
// When Serve's context ends, Handle refuses with ErrStopping, so that a platform leaves the event unacknowledged; what was taken over
// before is answered, for at most Limits.Grace; then the platforms' contexts end, and Serve returns.
//
// # Adding a platform
//
// Make a folder bot/⟨name⟩ with a type that implements Platform and whichever of Ephemeral, Typing, Welcomer, Directory, Registrar and
// Finisher it can; let bottest.Exercise prove it; add a line to the table of platforms in cmd/usher.
package bot
