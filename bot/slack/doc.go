// Package slack is the platform of that name, over Socket Mode: no address that Slack calls is needed.
//
// What Slack sends becomes an event of bot in in.go, a reply becomes blocks in out.go and form.go; both are pure. All that is shown goes
// through escape (text.go). An envelope is acknowledged as soon as the bot has taken its event over, and not before: what is not taken over
// Slack delivers again.
//
// A mention is answered in the asker's thread, a command to the asker alone with a button that shares it, a newcomer by direct message.
// Follow-ups in a channel mention the bot or press a button: other messages of a channel do not come here, on purpose.
//
// # Goroutines
//
//   - Run, which looks at what the connections bring.
//   - One a connection (connect), which ends when Run's context does or when the connection cannot be made any more.
//   - One a form that is opened (openForm), for at most three seconds; Run waits for them.
package slack
