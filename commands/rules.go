package commands

import (
	"context"
	"slices"

	"usher/commands/text"
	"usher/knowledge"
)

// RulesArgs choose rules: topics (registration) or single rules (remote.chat). Without any it shows all.
type RulesArgs struct {
	Topics []string `json:"topics,omitempty" arg:"" optional:""`
}

func rules(_ context.Context, r Request, a RulesArgs) (*Reply, error) {
	reply := &Reply{}
	if len(a.Topics) == 0 {
		for _, t := range r.Base.Topics() {
			reply.say(text.Bold(t.Name.In(r.Lang)))
			r.ruleList(reply, r.rulesOf(t.ID))
		}
		return reply, nil
	}
	var chosen []knowledge.Entry
	for _, words := range a.Topics {
		found := r.rulesOf(words)
		for _, id := range r.named(words, "rule.") {
			if rule, ok := r.Base.Rule(id); ok && len(found) == 0 {
				found = append(found, rule.Entry)
			}
		}
		if len(found) == 0 {
			return nil, r.unknown(words, r.ruleNames())
		}
		chosen = append(chosen, found...)
	}
	if len(chosen) == 1 {
		r.facts(reply, chosen...)
		r.tellOpen(reply, chosen[0].ID, "languages")
		for _, line := range r.pointers(chosen[0].See) {
			reply.say(line)
		}
	} else {
		r.ruleList(reply, chosen)
	}
	return reply, nil
}

// rulesOf lists the rules of a topic, by its id, name or alias.
func (r Request) rulesOf(words string) (list []knowledge.Entry) {
	named := []string{words}
	isID := slices.ContainsFunc(r.Base.Topics(), func(t knowledge.Topic) bool { return t.ID == words })
	if _, entry := r.Base.Entry(words); !isID && !entry {
		named = r.Base.Named(words)
	}
	for _, rule := range r.Base.Rules() {
		if slices.Contains(named, rule.Topic) {
			list = append(list, rule.Entry)
		}
	}
	return list
}

func (r Request) ruleList(reply *Reply, list []knowledge.Entry) {
	var lines []text.Line
	for _, e := range list {
		lines = append(lines, r.say("label", text.Args{"name": text.Bold(e.Name.In(r.Lang)), "value": e.Text.In(r.Lang)}))
		reply.rest(e.ID)
	}
	reply.list(lines...)
}

func (r Request) ruleNames() (names []string) {
	for _, t := range r.Base.Topics() {
		names = append(names, t.ID)
	}
	names = append(names, r.choices("rule.")...)
	slices.Sort(names)
	return slices.Compact(names)
}
