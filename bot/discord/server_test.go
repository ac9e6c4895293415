package discord

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"usher/commands"
)

// server speaks Discord's protocols: REST, and a gateway whose sessions can be resumed.
type server struct {
	*httptest.Server
	t    *testing.T
	post func(channel, token string, m outgoing, flags int, files []commands.File) // is called for each message that is shown

	mu        sync.Mutex
	conn      *websocket.Conn
	connected chan struct{} // closed once somebody was identified
	events    []json.RawMessage
	throttle  int
	deferred  map[string]int // flags by token
	acked     map[string]chan error
	nonces    map[string]bool
	commands  []definition
	puts      int
	closeWith int // the code that IDENTIFY is answered with
	status    int // of every request
}

func newServer(t *testing.T) *server {
	s := &server{t: t, connected: make(chan struct{}), deferred: map[string]int{}, acked: map[string]chan error{}, nonces: map[string]bool{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

type packet struct {
	Op int             `json:"op"`
	D  json.RawMessage `json:"d,omitempty"`
	S  int             `json:"s,omitempty"`
	T  string          `json:"t,omitempty"`
}

func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.Split(strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/api/v10"), "/api/v9"), "/")[1:]
	s.mu.Lock()
	status := s.status
	s.mu.Unlock()
	switch {
	case status != 0:
		answer(w, status, `{"message":"no","code":0}`)
	case path[0] == "gateway" && len(path) == 1:
		answer(w, 200, fmt.Sprintf(`{"url":"ws%s/ws"}`, strings.TrimPrefix(s.URL, "http")))
	case path[0] == "ws":
		s.gateway(w, r)
	case path[0] == "users":
		answer(w, 200, `{"id":"BOT","bot":true}`)
	case path[0] == "applications" && len(path) == 2:
		answer(w, 200, `{"id":"APP","flags":32768}`)
	case path[0] == "applications":
		s.registered(w, r)
	case path[len(path)-1] == "typing":
		w.WriteHeader(204)
	case path[len(path)-1] == "threads":
		answer(w, 201, `{"id":"`+path[3]+`","type":11,"parent_id":"`+path[1]+`"}`)
	case path[0] == "interactions":
		s.callback(w, r, path[2])
	case r.Method == "DELETE":
		w.WriteHeader(204)
	case path[0] == "channels" || path[0] == "webhooks":
		s.message(w, r, path)
	default:
		answer(w, 404, `{"code":0}`)
	}
}

func (s *server) registered(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Method == "PUT" {
		s.puts++
		if json.NewDecoder(r.Body).Decode(&s.commands) != nil {
			s.t.Error("commands that are no JSON")
		}
	}
	have, _ := json.Marshal(s.commands)
	answer(w, 200, string(have))
}

func (s *server) callback(w http.ResponseWriter, r *http.Request, token string) {
	var c struct {
		Type int
		Data struct{ Flags int }
	}
	_ = json.NewDecoder(r.Body).Decode(&c)
	s.mu.Lock()
	done := s.acked[token]
	s.deferred[token] = c.Data.Flags
	s.mu.Unlock()
	w.WriteHeader(204)
	if done != nil {
		var err error
		if c.Type == answerNow {
			err = fmt.Errorf("refused")
		}
		done <- err
	}
}

func (s *server) message(w http.ResponseWriter, r *http.Request, path []string) {
	var m outgoing
	var files []commands.File
	if kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		for form := multipart.NewReader(r.Body, params["boundary"]); ; {
			p, err := form.NextPart()
			if err != nil {
				break
			}
			data, _ := io.ReadAll(p)
			if p.FormName() == "payload_json" {
				_ = json.Unmarshal(data, &m)
				continue
			}
			files = append(files, commands.File{Name: p.FileName(), Data: data})
		}
	} else if data, _ := io.ReadAll(r.Body); !strings.Contains(string(data), `"allowed_mentions":{"parse":[]}`) || json.Unmarshal(data, &m) != nil {
		s.t.Errorf("a message that may call people: %s", data)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.throttle > 0:
		s.throttle--
		answer(w, 429, `{"message":"slow","retry_after":0.005,"global":false}`)
		return
	case units(m.Content) > maxContent || m.Content == "":
		answer(w, 400, `{"code":50035}`)
		return
	case m.Nonce != "" && s.nonces[m.Nonce]:
		answer(w, 200, `{"id":"M"}`)
		return
	}
	s.nonces[m.Nonce] = true
	answer(w, 200, `{"id":"M","channel_id":"`+path[1]+`"}`)
	if path[0] == "channels" {
		s.post(path[1], "", m, m.Flags, files)
	} else {
		s.post("", path[2], m, m.Flags|s.deferred[path[2]], files)
	}
}

// gateway is one connection: HELLO, then IDENTIFY or RESUME, then events.
func (s *server) gateway(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	_ = conn.WriteJSON(packet{Op: 10, D: json.RawMessage(`{"heartbeat_interval":41250}`)})
	for {
		var p packet
		if conn.ReadJSON(&p) != nil {
			s.mu.Lock()
			if s.conn == conn {
				s.conn = nil
			}
			s.mu.Unlock()
			return
		}
		s.mu.Lock()
		switch p.Op {
		case 1:
			_ = conn.WriteJSON(packet{Op: 11})
		case 2:
			if s.closeWith != 0 {
				_ = conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(s.closeWith, ""))
				break
			}
			s.conn = conn
			s.send("READY", `{"v":9,"session_id":"S1","user":{"id":"BOT"}}`)
			s.send("GUILD_CREATE", `{"id":"G1","system_channel_id":"C1"}`)
			select {
			case <-s.connected:
			default:
				close(s.connected)
			}
		case 6:
			var from struct {
				Seq int `json:"seq"`
			}
			_ = json.Unmarshal(p.D, &from)
			for _, e := range s.events[from.Seq:] {
				_ = conn.WriteMessage(websocket.TextMessage, e)
			}
			s.conn = conn
			s.send("RESUMED", `{}`)
		}
		s.mu.Unlock()
	}
}

// send dispatches an event, or keeps it until the session is resumed; s.mu is held. It reports whether somebody is connected.
func (s *server) send(kind, data string) bool {
	e, err := json.Marshal(packet{Op: 0, D: json.RawMessage(data), S: len(s.events) + 1, T: kind})
	if err != nil {
		s.t.Error(err)
	}
	s.events = append(s.events, e)
	return s.conn != nil && s.conn.WriteMessage(websocket.TextMessage, e) == nil
}
