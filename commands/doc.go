// Package commands holds what one can ask Usher or order it to do. A command is an entry of the table: a name, a struct of
// arguments whose fields are its schema, and a function from a request to a reply. Help, the command line, menus of chat
// platforms and the targets of plain questions all derive from the table.
//
// A command sees its Request alone and returns a Reply: it sends nothing, stores nothing, reads no clock and knows no
// platform. To add one, write its file, add its line to Table and its texts to each catalogue in commands/text.
package commands
