// Package ask goes from a question in a person's own words, in one of the six languages, to a command with its arguments, or
// declines it. It reads names and aliases of the entries, a few key words (words.yaml), item numbers, dates and cities; what it
// does not recognise for certain it declines.
package ask
