package ask

import (
	"fmt"
	"slices"
	"strings"

	"usher/commands/ask/meaning"
)

// Explain says how a question was understood, for whoever keeps the vocabularies and examples: its language, what it names, the
// candidates with their chances, and why one was taken or none.
func (q Reading) Explain() []string {
	lines := []string{
		"language   " + q.lang.String(),
		"read as    " + strings.Join(q.entities.masked, " "),
		"concepts   " + strings.Join(meaning.ConceptsOf(q.entities.said), " "),
	}
	for _, s := range q.entities.spans {
		lines = append(lines, "when       "+s.String())
	}
	for _, p := range q.entities.places {
		lines = append(lines, fmt.Sprintf("where      %s = %s", p.Name, p.Zone))
	}
	for _, c := range q.topics[:min(5, len(q.topics))] {
		lines = append(lines, fmt.Sprintf("candidate  %.2f %s", c.P, c.Label))
	}
	for _, h := range q.hits[:min(3, len(q.hits))] {
		lines = append(lines, fmt.Sprintf("name       %.2f %s (%s)", h.score, h.id, strings.Join(h.said(), " ")))
	}
	if len(q.topics) > 0 {
		forms := make([]string, len(meaning.Forms))
		for i, f := range meaning.Forms {
			forms[i] = fmt.Sprintf("%s %.2f", f, q.forms[i])
		}
		lines = append(lines, "form       "+strings.Join(forms, "  "))
	}
	taken := strings.Join(strings.Fields(strings.Join(slices.Concat([]string{q.command}, q.ids, q.items, []string{q.gap}), " ")), " ")
	if taken == "" {
		taken = "declined"
	}
	if q.because != "" {
		taken += " (" + q.because + ")"
	}
	return append(lines, "taken      "+taken)
}
