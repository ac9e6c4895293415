// Package eval measures answers against question sets: one JSON object a line, each a question that a delegate could type in a
// chat and what a right answer rests on.
//
// The scores, a language: right, the expected keys are there and no other, every string of say, none of never, the answer in
// the question's language; loose, the same without counting keys too many (up to six more) and language; invented, of the
// questions that the letter cannot answer, those answered as if known; misled, of the others, those answered with no expected
// key; verdict, of the yes/no questions, those whose verdict is right.
package eval
