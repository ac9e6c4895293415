// Package ask goes from a question in a person's own words, in one of the six languages, to a command with its arguments, or
// declines it. A question's days, hours, places, groups and item numbers are read by grammars (when, where, number.go) and replaced by
// placeholders; what is left is heard twice, by a model learnt from examples (meaning) and by the names of the meeting's entries
// (retrieve.go). What the two together are not sure of is declined.
package ask
