package discord

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"regexp"
	"strings"

	"usher/bot"
	"usher/commands"
	"usher/knowledge"
)

// secretPath finds the tokens of interactions in paths.
var secretPath = regexp.MustCompile(`^/(interactions|webhooks)/[^/]+/[^/?]+`)

// exempt tells whether a request is an interaction's: its path holds its own token, and it does not count towards the limit of all.
func exempt(path string) bool { return secretPath.MatchString(path) }

// name is a request as it is logged.
func (c call) name() string {
	path, _, _ := strings.Cut(secretPath.ReplaceAllString(c.path, "/$1/…"), "?")
	return c.method + " " + path
}

// The custom ids of buttons and forms: a version, what it is, the language of the reply, and the line or the command's name.
const (
	idVersion = "u1"
	idLine    = "l"
	idForm    = "f"
)

// lineID is the custom id of a suggestion's button; without a language, that of who presses it is spoken.
func lineID(lang *knowledge.Lang, line string) string {
	code := ""
	if lang != nil {
		code = lang.String()
	}
	return strings.Join([]string{idVersion, idLine, code, line}, "|")
}

// formID is the custom id of a command's form, and of the button that opens it.
func formID(command commands.Command, lang knowledge.Lang) string {
	return strings.Join([]string{idVersion, idForm, lang.String(), command.Name}, "|")
}

// parseID reads a custom id. ok is false for one that is not of this version.
func parseID(id string) (kind string, lang *knowledge.Lang, rest string, ok bool) {
	parts := strings.SplitN(id, "|", 4)
	if len(parts) != 4 || parts[0] != idVersion || parts[1] != idLine && parts[1] != idForm {
		return "", nil, "", false
	}
	var l knowledge.Lang
	if parts[2] != "" && l.UnmarshalText([]byte(parts[2])) == nil {
		lang = &l
	}
	return parts[1], lang, parts[3], true
}

// What bot.Head.Return holds: of an interaction its token, of a mention the name of the thread that its answer opens.
const (
	byToken  = "interaction/"
	byThread = "thread/"
)

// nonce names a part of an answer for the server, which shows parts of one name once. A notice and an answer to one event differ in it.
func nonce(to bot.Address, part int, content string) string {
	of := to.Event
	if of == "" {
		of = rand.Text()
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%s", of, part, content))
	return base32.StdEncoding.EncodeToString(sum[:])[:25]
}
