package slack

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"usher/bot"
)

// remedies say what to do about what Slack refuses; nothing else helps.
func remedies(code string) (what string, known bool) {
	switch code {
	case "invalid_auth", "not_authed":
		return "Slack does not know the token: copy it again from the app's page, and see that the bot's and the app's were not exchanged", true
	case "token_revoked", "account_inactive", "token_expired", "not_allowed_token_type":
		return "the token is no longer valid: install the app again and set the new token", true
	case "missing_scope":
		return "a scope is missing: add it under OAuth & Permissions and install the app again", true
	case "too_many_websockets":
		return "the app has ten connections already: stop other processes that run it", false
	case "link_disabled":
		return "Socket Mode is off: turn it on in the app's settings", true
	}
	return "", false
}

// explain turns an error of Slack's into one line with what to do; it is permanent where trying again does not help. Nothing that people
// wrote is in it, and no address: it may hold a secret.
func explain(what string, err error) error {
	var refused slack.SlackErrorResponse
	var status slack.StatusCodeError
	var limited *slack.RateLimitedError
	var dns *net.DNSError
	var address *url.Error
	switch {
	case errors.As(err, &refused):
		remedy, permanent := remedies(refused.Err)
		line := fmt.Errorf("%s: Slack answers %s", what, refused.Err)
		if refused.Needed != "" {
			line = fmt.Errorf("%w (it needs %s)", line, refused.Needed)
		}
		if remedy != "" {
			line = fmt.Errorf("%w: %s", line, remedy)
		}
		if permanent {
			return bot.Permanent(line)
		}
		return line
	case errors.As(err, &limited):
		return fmt.Errorf("%s: Slack wants to be left alone for %v", what, limited.RetryAfter)
	case errors.As(err, &status) && status.Code == http.StatusNotFound:
		return bot.Permanent(fmt.Errorf("%s: there is no Slack API at this address: check SLACK_API_URL", what))
	case errors.As(err, &status):
		return fmt.Errorf("%s: Slack answers with status %d", what, status.Code)
	case errors.As(err, &dns):
		return fmt.Errorf("%s: the name of Slack's server is not found: is the network up?", what)
	case errors.As(err, &address):
		return fmt.Errorf("%s: Slack is not reached, is the network up? %w", what, address.Err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// code is what Slack answers, where it does.
func code(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	return ""
}

// lacking lists the scopes that the bot needs and was not granted.
func lacking(granted string) (names []string) {
	have := strings.FieldsFunc(granted, func(r rune) bool { return r == ',' || r == ' ' })
	for _, s := range Scopes() {
		if !slices.Contains(have, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}
