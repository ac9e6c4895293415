// Package text holds what Usher itself says, in the six languages: a catalogue a language (en.yaml …), with placeholders in
// braces and plural forms by the rules of CLDR, and the localized forms of days and hours.
package text
