package bot

import (
	"crypto/rand"
	"errors"
	"log/slog"

	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// words turns an error into what the user sees: a refusal's own text, or a number under which the log has the cause.
func (b *Bot) words(log *slog.Logger, lang knowledge.Lang, err error) *commands.Reply {
	var refusal *commands.Refusal
	if errors.As(err, &refusal) {
		return refusal.Reply()
	}
	number := rand.Text()[:8]
	logError(log.With("number", number), "not answered", err)
	return commands.Notice(lang, "bot.error", text.Args{"number": number})
}

// logError logs an error, of a panic with where it happened.
func logError(log *slog.Logger, what string, err error) {
	var p *panicked
	if errors.As(err, &p) {
		log = log.With("stack", p.stack)
	}
	log.Error(what, "error", err)
}
