package discord

// maxKept bounds how many threads and newcomers are remembered.
const maxKept = 20_000

func (d *Discord) know(g guild) {
	d.mu.Lock()
	d.guilds[g.ID] = guild{ID: g.ID, System: g.System, Locale: g.Locale}
	d.mu.Unlock()
	for _, t := range g.Threads {
		d.hangs(t)
	}
}

// hangs remembers which channel a thread hangs on.
func (d *Discord) hangs(c channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c.thread() && len(d.parents) < maxKept {
		d.parents[c.ID] = c.Parent
	}
}

// parent is the channel that a thread hangs on; empty for what is none.
func (d *Discord) parent(thread string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.parents[thread]
}

// came tells whether a person has come to a server: they joined, and have accepted its rules.
func (d *Discord) came(j joined, added bool) (guild, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	key, g := j.Guild+"/"+j.User.ID, d.guilds[j.Guild]
	if added && j.Pending && len(d.screened) < maxKept {
		d.screened[key] = true
	}
	came := added || d.screened[key]
	if j.Pending || !came || g.System == "" {
		return g, false
	}
	delete(d.screened, key)
	return g, true
}
