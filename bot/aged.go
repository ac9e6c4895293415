package bot

import (
	"container/list"
	"time"
)

// aged is a map with a bound: what was put longest ago goes first, and what is older than the age is gone. It is not safe for
// concurrent use.
type aged[K comparable, V any] struct {
	most  int
	age   time.Duration // 0: nothing grows old
	order *list.List    // of *kept, the newest first
	at    map[K]*list.Element
}

type kept[K comparable, V any] struct {
	key   K
	value V
	put   time.Time
}

func newAged[K comparable, V any](most int, age time.Duration) *aged[K, V] {
	return &aged[K, V]{most: most, age: age, order: list.New(), at: make(map[K]*list.Element)}
}

func (a *aged[K, V]) get(key K, now time.Time) (value V, ok bool) {
	element, ok := a.at[key]
	if !ok {
		return value, false
	}
	k := element.Value.(*kept[K, V])
	if a.old(k, now) {
		a.drop(element)
		return value, false
	}
	return k.value, true
}

func (a *aged[K, V]) put(key K, value V, now time.Time) {
	if element, ok := a.at[key]; ok {
		a.drop(element)
	}
	a.at[key] = a.order.PushFront(&kept[K, V]{key, value, now})
	for last := a.order.Back(); last != nil && (a.order.Len() > a.most || a.old(last.Value.(*kept[K, V]), now)); last = a.order.Back() {
		a.drop(last)
	}
}

func (a *aged[K, V]) old(k *kept[K, V], now time.Time) bool {
	return a.age > 0 && now.Sub(k.put) > a.age
}

func (a *aged[K, V]) drop(element *list.Element) {
	delete(a.at, a.order.Remove(element).(*kept[K, V]).key)
}
