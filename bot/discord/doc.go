// Package discord is the platform Discord: run (gateway.go), send (send.go), in and out (pure), the interactions (interact.go), the commands
// as Discord registers them (register.go) and what is suggested while somebody types (complete.go).
//
// It asks for no privileged intent: a question is a mention, a direct message, a command, a button or a form. Where the intent for members is
// switched on in the Developer Portal, newcomers are greeted in the server's system channel, with a button that opens the welcome pack for
// them alone; nobody gets a direct message that they did not ask for.
//
// Three seconds are all that an interaction leaves for its acknowledgement. It goes over connections of its own (Discord.acks), which no
// refusal for rate elsewhere holds up. What is private is decided before it.
//
// No message can call anybody: every one carries empty allowed mentions, and escape takes the marks from what is said.
//
// The library's connection is watched from outside: opening it and each read have a bound, it never reconnects by itself, and Run returns an
// error so that the bot runs it again; the session is resumed then, unless the library got stuck in it.
//
// # Goroutines
//
//   - One that opens the connection (Discord.open). It ends with the library's Open; where the library deadlocks it is left behind, with its
//     session.
//   - The library's two of a connection, for reading and for heartbeats. They end with the connection.
//   - One an interaction (Discord.reply), which acknowledges it. It ends with that request, after ackMost at the latest.
//   - A timer an interaction that nobody finishes, which takes away what shows that an answer is being made. It ends with Finish.
package discord
