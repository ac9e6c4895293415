// Package knowledge holds what is known of meetings: every fact of a letter of invitation as an entry with a stable id, its text
// in six languages and the place and verbatim words of the letter that it rests on, and the gaps, what the letter does not state.
//
// A meeting is a folder of YAML files and its letter. Check proves a folder and returns every finding with its line and how to
// mend it; a Library loads the folders that have none. A Base is one meeting, an immutable snapshot with look-ups by id, by
// name, by day and by instant. Times are wall time in the meeting's IANA zone; nothing is stored as an offset, and what the
// letter dates by the day alone has no hour.
//
// Loading reads a folder's files in one goroutine each, which end before it returns.
package knowledge
