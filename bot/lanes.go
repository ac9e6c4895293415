package bot

import (
	"sync"
	"time"
)

// lanes are the queues of conversations: in each, one thing is done after the other; a bounded number of them is worked at a time.
type lanes struct {
	depth, most int           // how much may wait in one, and in all
	slots       chan struct{} // one for each that is worked

	mu      sync.Mutex
	queues  map[lane]*queue
	waiting int
	closed  bool
	working sync.WaitGroup
}

type queue struct {
	todo []func()
	full bool // it was told that it is
}

func newLanes(running, depth, most int) *lanes {
	return &lanes{depth: depth, most: most, slots: make(chan struct{}, running), queues: make(map[lane]*queue)}
}

// add puts something to do at the end of a queue. Where the queue is full, sorry is done at its end instead, once until it is begun.
func (l *lanes) add(key lane, do, sorry func()) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	q := l.queues[key]
	switch {
	case l.closed:
		return ErrStopping
	case l.waiting >= l.most:
		return ErrBusy
	case q == nil:
		q = &queue{}
		l.queues[key] = q
		l.working.Add(1)
		go l.work(key, q)
	case q.full:
		return nil
	case len(q.todo) >= l.depth:
		q.full, do = true, func() {
			l.mu.Lock()
			q.full = false // what comes from now on is told again if need be
			l.mu.Unlock()
			sorry()
		}
	}
	q.todo = append(q.todo, do)
	l.waiting++
	return nil
}

// work does what waits in a queue, and ends when nothing does.
func (l *lanes) work(key lane, q *queue) {
	defer l.working.Done()
	for {
		l.mu.Lock()
		if len(q.todo) == 0 {
			delete(l.queues, key)
			l.mu.Unlock()
			return
		}
		do := q.todo[0]
		q.todo = q.todo[1:]
		l.mu.Unlock()
		l.slots <- struct{}{}
		l.mu.Lock()
		l.waiting--
		l.mu.Unlock()
		do()
		<-l.slots
	}
}

// close takes nothing more and waits until all is done that was taken, for as long as grace lasts: then it calls hurry and waits as long
// again at most. It reports whether all is done.
func (l *lanes) close(grace time.Duration, hurry func()) bool {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	done := make(chan struct{})
	go func() {
		l.working.Wait()
		close(done)
	}()
	for range 2 {
		timer := time.NewTimer(grace)
		select {
		case <-done:
			timer.Stop()
			return true
		case <-timer.C:
			hurry()
		}
	}
	return false
}
