package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"sync"
	"time"

	"usher/bot"
	"usher/commands"
)

// rest sends requests to Discord's server. It waits where the server refuses for rate, as long as its caller's context allows.
type rest struct {
	base, token string
	client      *http.Client

	mu    sync.Mutex
	until time.Time // before which the server wants no request at all
}

// callMost bounds one request.
const callMost = 15 * time.Second

// maxAnswer bounds what is read of the server's answer, in bytes.
const maxAnswer = 4 << 20

func newRest(host *url.URL, token string) *rest {
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
		MaxIdleConnsPerHost: 32, IdleConnTimeout: 90 * time.Second, ForceAttemptHTTP2: true,
	}
	return &rest{base: host.JoinPath("api/v10").String(), token: token, client: &http.Client{Transport: transport, Timeout: callMost}}
}

// call is a request. One that is safe may be sent again where nobody knows whether it arrived.
type call struct {
	method, path string
	body         any
	files        []commands.File
	safe         bool
}

// do sends a request and decodes the answer into a value that is not nil.
func (r *rest) do(ctx context.Context, c call, answer any) error {
	body, contentType, err := c.encode()
	if err != nil {
		return fmt.Errorf("%s: %w", c.name(), err)
	}
	for try := 1; ; try++ {
		if err := r.wait(ctx, c); err != nil {
			return err
		}
		retry, err := r.once(ctx, c, body, contentType, answer)
		var refused *refusal
		again := errors.As(err, &refused) && refused.status == http.StatusTooManyRequests || err != nil && c.safe && try < 4 && unsure(err)
		if !again {
			return err
		}
		if retry == 0 {
			retry = time.Duration(try) * 300 * time.Millisecond
		}
		if pause(ctx, retry) != nil {
			return err
		}
	}
}

// unsure tells whether nobody knows if a request arrived.
func unsure(err error) bool {
	var refused *refusal
	return !errors.As(err, &refused) || refused.status >= 500
}

// wait waits until the server takes requests again. Those of an interaction do not count towards its limit.
func (r *rest) wait(ctx context.Context, c call) error {
	r.mu.Lock()
	until := r.until
	r.mu.Unlock()
	if left := time.Until(until); left > 0 && !exempt(c.path) {
		return pause(ctx, left)
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// once sends a request once; retry is how long the server wants to be left alone.
func (r *rest) once(ctx context.Context, c call, body []byte, contentType string, answer any) (retry time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, c.method, r.base+c.path, bytes.NewReader(body))
	if err != nil {
		return 0, fmt.Errorf("%s: the request cannot be made", c.name())
	}
	req.Header.Set("User-Agent", "DiscordBot (usher, 1)")
	if !exempt(c.path) {
		req.Header.Set("Authorization", "Bot "+r.token)
	}
	if body != nil {
		req.Header.Set("Content-Type", contentType)
	}
	res, err := r.client.Do(req)
	if err != nil {
		var where *url.Error // its address holds an interaction's token
		if errors.As(err, &where) {
			err = where.Err
		}
		return 0, fmt.Errorf("%s: %w", c.name(), err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	switch {
	case err != nil:
		return 0, fmt.Errorf("%s: reading the answer: %w", c.name(), err)
	case res.StatusCode >= 300:
		return r.refused(res, data), refusalOf(c, res.StatusCode, data)
	case answer == nil || len(data) == 0:
		return 0, nil
	}
	if err := json.Unmarshal(data, answer); err != nil {
		return 0, fmt.Errorf("%s: the server's answer is not understood: %w", c.name(), err)
	}
	return 0, nil
}

// refused returns how long the server wants to be left alone, and keeps it where that holds for every request.
func (r *rest) refused(res *http.Response, data []byte) time.Duration {
	if res.StatusCode != http.StatusTooManyRequests {
		return 0
	}
	var told struct {
		After  float64 `json:"retry_after"`
		Global bool    `json:"global"`
	}
	if json.Unmarshal(data, &told) != nil || told.After <= 0 { // a page, of a server before Discord's
		if told.After, _ = strconv.ParseFloat(res.Header.Get("Retry-After"), 64); told.After <= 0 {
			told.After = 1
		}
	}
	after := max(time.Duration(told.After*float64(time.Second)), time.Millisecond)
	if told.Global || res.Header.Get("X-RateLimit-Global") == "true" {
		r.mu.Lock()
		r.until = time.Now().Add(after)
		r.mu.Unlock()
	}
	return after
}

// encode is a request's body; it is nil where there is none.
func (c call) encode() (body []byte, contentType string, err error) {
	if c.body == nil {
		return nil, "", nil
	}
	if body, err = json.Marshal(c.body); err != nil || len(c.files) == 0 {
		return body, "application/json", err
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part := func(name, file, contentType string, data []byte) {
		h := textproto.MIMEHeader{"Content-Type": {contentType}}
		h.Set("Content-Disposition", fmt.Sprintf("form-data; name=%q", name))
		if file != "" {
			h.Set("Content-Disposition", fmt.Sprintf("form-data; name=%q; filename=%q", name, file))
		}
		if w, failed := form.CreatePart(h); failed == nil {
			_, failed = w.Write(data)
			err = errors.Join(err, failed)
		}
	}
	part("payload_json", "", "application/json", body)
	for i, f := range c.files {
		part(fmt.Sprintf("files[%d]", i), f.Name, f.Type, f.Data)
	}
	return b.Bytes(), form.FormDataContentType(), errors.Join(err, form.Close())
}

// refusal is what Discord's server answers where it does not do what is asked. It holds nothing that people wrote.
type refusal struct {
	what         string
	status, code int
}

func (r *refusal) Error() string {
	hint := map[int]string{
		50001: ": the bot does not see the channel: give it the permission View Channel there",
		50007: ": the person takes no direct messages",
		50013: ": the bot lacks a permission there: Send Messages, Create Public Threads, Send Messages in Threads, Attach Files",
		10062: ": the acknowledgement came later than 3 seconds",
	}[r.code]
	return fmt.Sprintf("%s: discord answers %d, code %d%s", r.what, r.status, r.code, hint)
}

func refusalOf(c call, status int, data []byte) error {
	var told struct {
		Code int `json:"code"`
	}
	_ = json.Unmarshal(data, &told) // a page has no code
	err := &refusal{c.name(), status, told.Code}
	if status == http.StatusUnauthorized && !exempt(c.path) {
		return bot.Permanent(fmt.Errorf("%w: the token is wrong or revoked: make a new one in the Developer Portal (Bot, Reset Token) and put it in DISCORD_BOT_TOKEN", err))
	}
	return err
}
