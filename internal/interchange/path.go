package interchange

import (
	"strconv"
	"strings"
)

// path is the place in a document where somebody is.
type path []step

// step is a key of an object, or a place in a list when it has no name.
type step struct {
	name  string
	named bool
	index int
}

func (p *path) key(name string) { *p = append(*p, step{name: name, named: true}) }

func (p *path) index(i int) { *p = append(*p, step{index: i}) }

func (p *path) up() { *p = (*p)[:len(*p)-1] }

// String gives the place as episodes[3].pauses[0].from. A key that is no plain
// word is quoted, and cut when it is long.
func (p path) String() string {
	var b strings.Builder
	for _, s := range p {
		switch {
		case !s.named:
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case !plain(s.name):
			b.WriteString("[" + strconv.Quote(shown(s.name)) + "]")
		case b.Len() > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// to is the place of a key below this one; without a key, this one.
func (p path) to(key string) string {
	switch at := p.String(); {
	case key == "":
		return at
	case at == "":
		return key
	default:
		return at + "." + key
	}
}

func plain(key string) bool {
	other := func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}
	return key != "" && len(key) <= maxShown && strings.IndexFunc(key, other) < 0
}
