package discord

// What Discord sends, as far as it is read.

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type member struct {
	User  user     `json:"user"`
	Roles []string `json:"roles"`
}

type message struct {
	ID        string  `json:"id"`
	Channel   string  `json:"channel_id"`
	Guild     string  `json:"guild_id"`
	Webhook   string  `json:"webhook_id"`
	Type      int     `json:"type"`
	Author    user    `json:"author"`
	Member    *member `json:"member"`
	Content   string  `json:"content"`
	Mentioned []user  `json:"mentions"`
}

// The types of messages that people write: others tell of what happened.
const (
	plainMessage = 0
	replyMessage = 19
)

type channel struct {
	ID     string `json:"id"`
	Type   int    `json:"type"`
	Parent string `json:"parent_id"`
}

// thread tells whether a channel is one: of announcements, public or private.
func (c channel) thread() bool { return c.Type >= 10 && c.Type <= 12 && c.Parent != "" }

type guild struct {
	ID      string    `json:"id"`
	System  string    `json:"system_channel_id"`
	Locale  string    `json:"preferred_locale"`
	Threads []channel `json:"threads"`
}

type joined struct {
	Guild   string `json:"guild_id"`
	User    user   `json:"user"`
	At      string `json:"joined_at"`
	Pending bool   `json:"pending"` // the server's rules are not accepted yet
}

type interaction struct {
	ID        string  `json:"id"`
	App       string  `json:"application_id"`
	Type      int     `json:"type"`
	Token     string  `json:"token"`
	Guild     string  `json:"guild_id"`
	ChannelID string  `json:"channel_id"`
	Channel   channel `json:"channel"`
	User      *user   `json:"user"`
	Member    *member `json:"member"`
	Locale    string  `json:"locale"`
	Data      struct {
		Name       string      `json:"name"`
		Options    []option    `json:"options"`
		CustomID   string      `json:"custom_id"`
		Components []submitted `json:"components"`
	} `json:"data"`
}

// The types of interactions.
const (
	typeCommand  = 2
	typePress    = 3
	typeComplete = 4
	typeSubmit   = 5
)

type option struct {
	Name    string   `json:"name"`
	Type    int      `json:"type"`
	Value   any      `json:"value"`
	Focused bool     `json:"focused"`
	Options []option `json:"options"`
}

// submitted is a part of a form that was filled in: a label with its input, or a row of inputs.
type submitted struct {
	CustomID   string      `json:"custom_id"`
	Value      string      `json:"value"`
	Component  *submitted  `json:"component"`
	Components []submitted `json:"components"`
}

func (i interaction) who() (u user, roles []string) {
	switch {
	case i.Member != nil:
		return i.Member.User, i.Member.Roles
	case i.User != nil:
		return *i.User, nil
	}
	return user{}, nil
}

// What Discord is sent.

// outgoing is a message, or an edit of one.
type outgoing struct {
	Content    string      `json:"content"`
	Components []component `json:"components,omitempty"`
	Mentions   mentions    `json:"allowed_mentions"`
	Flags      int         `json:"flags,omitempty"`
	Nonce      string      `json:"nonce,omitempty"`
	Enforce    bool        `json:"enforce_nonce,omitempty"`
	Reference  *reference  `json:"message_reference,omitempty"`
}

// mentions are those that a message may make: none.
type mentions struct {
	Parse [0]string `json:"parse"`
}

type reference struct {
	Message string `json:"message_id"`
	Fail    bool   `json:"fail_if_not_exists"`
}

const (
	flagNoPreview = 1 << 2
	flagEphemeral = 1 << 6
)

type component struct {
	Type        int         `json:"type"`
	Style       int         `json:"style,omitempty"`
	Label       string      `json:"label,omitempty"`
	Description string      `json:"description,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	Most        int         `json:"max_length,omitempty"`
	Components  []component `json:"components,omitempty"`
	Component   *component  `json:"component,omitempty"`
}

// The types of components.
const (
	typeRow    = 1
	typeButton = 2
	typeInput  = 4
	typeLabel  = 18
)

// callback answers an interaction.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// The types of callbacks.
const (
	answerNow    = 4
	answerLater  = 5
	answerWithin = 8 // with choices
	answerForm   = 9
)
