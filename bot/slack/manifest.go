package slack

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// Scope is something that the bot may do, and what for.
type Scope struct{ Name, Purpose string }

// Scopes lists what the bot needs to be granted, each with its purpose.
func Scopes() []Scope {
	return []Scope{
		{"app_mentions:read", "to hear questions that mention it"},
		{"channels:history", "to find in a public channel whether an announcement has arrived"},
		{"channels:read", "to notice who joins a public channel"},
		{"chat:write", "to answer"},
		{"commands", "to have the command /usher"},
		{"files:write", "to hand over calendar files"},
		{"groups:history", "to find in a private channel whether an announcement has arrived"},
		{"groups:read", "to notice who joins a private channel"},
		{"im:history", "to read what is written to it directly"},
		{"im:read", "to know its direct conversations"},
		{"im:write", "to send newcomers the welcome pack, and files"},
		{"usergroups:read", "to know who is chair or secretariat by a user group"},
		{"users:read", "to know a person's language and time zone"},
	}
}

// events are those that the bot is told of.
func events() []string {
	return []string{"app_home_opened", "app_mention", "member_joined_channel", "message.im", "team_join"}
}

// maxHint is how long the hint of a slash command is, in characters.
const maxHint = 100

// Manifest describes the app to Slack: one command, whose hint names those of the table.
func Manifest() slack.Manifest {
	var names, scopes []string
	for _, c := range commands.Table() {
		names = append(names, c.Name)
	}
	for _, s := range Scopes() {
		scopes = append(scopes, s.Name)
	}
	p := text.For(knowledge.En)
	return slack.Manifest{
		Display: slack.Display{Name: "Usher", Description: "Answers delegates' questions about a virtual meeting", BackgroundColor: "#1d3557"},
		Features: slack.Features{
			AppHome: slack.AppHome{HomeTabEnabled: true, MessagesTabEnabled: true},
			BotUser: slack.BotUser{DisplayName: "Usher", AlwaysOnline: true},
			SlashCommands: []slack.ManifestSlashCommand{{
				Command: "/usher", Description: label(p.Text("unknown.try", nil), knowledge.En, maxHint),
				UsageHint: label("a question, or: "+strings.Join(names, ", "), knowledge.En, maxHint), ShouldEscape: false,
			}},
		},
		OAuthConfig: slack.OAuthConfig{Scopes: slack.OAuthScopes{Bot: scopes}},
		Settings: slack.Settings{
			EventSubscriptions: &slack.EventSubscriptions{BotEvents: events()},
			Interactivity:      &slack.Interactivity{IsEnabled: true},
			SocketModeEnabled:  true,
		},
	}
}

// Setup is what whoever installs the bot does, with the manifest to paste.
func Setup() (string, error) {
	manifest, err := json.MarshalIndent(Manifest(), "", "  ")
	if err != nil {
		return "", fmt.Errorf("writing the manifest: %w", err)
	}
	small, err := json.Marshal(Manifest())
	if err != nil {
		return "", fmt.Errorf("writing the manifest: %w", err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "1. Open this link and create the app, or paste the manifest below at https://api.slack.com/apps, Create New App, From a manifest:\n   https://api.slack.com/apps?new_app=1&manifest_json=%s\n", url.QueryEscape(string(small)))
	b.WriteString("2. Basic Information, App-Level Tokens: generate one with connections:write. It is SLACK_APP_TOKEN, xapp-…\n")
	b.WriteString("3. Install App: install it in the workspace. The Bot User OAuth Token is SLACK_BOT_TOKEN, xoxb-…\n")
	b.WriteString("4. Invite the bot to the meeting's channels: /invite @Usher\n5. Start: usher serve\n\nWhat it is granted, and what for:\n")
	for _, s := range Scopes() {
		fmt.Fprintf(&b, "   %-20s %s\n", s.Name, s.Purpose)
	}
	fmt.Fprintf(&b, "\n%s\n", manifest)
	return b.String(), nil
}
