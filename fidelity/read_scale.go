package fidelity

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"sijoita/casework"
	"sijoita/rules"
)

// Published gives every published edition, by scale and edition. An error is a
// fault of the program: its own files cannot be read.
var Published = sync.OnceValues(func() ([]*Edition, error) { return ReadEditions(rules.Scales()) })

// Current is the newest edition of a scale; false when there is no such scale.
func Current(editions []*Edition, scale string) (*Edition, bool) {
	var newest *Edition
	for _, e := range editions {
		if e.Scale == scale {
			newest = e // they stand in order
		}
	}
	return newest, newest != nil
}

// EditionOf finds one edition of a scale; of an edition that is not told, or not
// known any more, the newest stands in.
func EditionOf(editions []*Edition, scale string, edition int) (*Edition, bool) {
	for _, e := range editions {
		if e.Scale == scale && e.Edition == edition {
			return e, true
		}
	}
	return Current(editions, scale)
}

// ReadEditions reads every file of a folder as one edition of a scale. It
// refuses with rules.Faults, each with file and line: whatever rules.Decode
// refuses, a part that is missing or not in three languages, an item out of its
// place, a formula without what it needs, thresholds that do not follow each
// other, and an edition that stands on one that is not there.
func ReadEditions(folder fs.FS) ([]*Edition, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, err
	}
	var read []editionFile
	var faults rules.Faults
	for _, name := range names {
		f := editionFile{name: name}
		if err := rules.Decode(folder, name, &f); err != nil {
			told, ok := errors.AsType[rules.Faults](err)
			if !ok {
				return nil, err
			}
			faults = append(faults, told...)
			continue
		}
		read = append(read, f)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return editionsOf(read)
}

// editionsOf makes the editions of files that could be read: first those that
// stand on their own, then those that stand on them.
func editionsOf(files []editionFile) ([]*Edition, error) {
	slices.SortStableFunc(files, func(a, b editionFile) int { return cmp.Compare(a.Base.Edition, b.Base.Edition) })
	var all []*Edition
	var faults rules.Faults
	for _, f := range files {
		e, found := f.edition(all)
		faults = append(faults, found...)
		all = append(all, e)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	slices.SortFunc(all, func(a, b *Edition) int {
		return cmp.Or(strings.Compare(a.Scale, b.Scale), cmp.Compare(a.Edition, b.Edition))
	})
	return all, nil
}

// editionFile is an edition as its file has it.
type editionFile struct {
	name      string
	Scale     string
	Edition   int
	Published string
	Programme casework.ProgrammeKind
	Base      struct {
		Scale   string
		Edition int
	}
	Name    casework.Names
	About   casework.Names
	Sources []string
	Items   []rules.At[itemFile]
	Changes []rules.At[changeFile]
}

type itemFile struct {
	Item          int
	Key           string
	Section       Section
	Name          casework.Names
	Formula       Formula
	Window        Window
	Steps         []Step
	Counts        []int
	Share         int
	Least         int
	MostTeams     int                       `yaml:"most_teams"`
	OpenAfter     int                       `yaml:"open_after"`
	WeeksReviewed int                       `yaml:"weeks_reviewed"`
	FewSeekers    struct{ Under, Each int } `yaml:"few_seekers"`
	Caps          map[Cap]int
	Data          Data
	Mark          Mark
	Sources       []string
	Elements      []elementFile
	Anchors       map[int]anchorFile
}

type elementFile struct{ Key, FI, SV, EN string }

type anchorFile struct {
	Mark       Mark
	FI, SV, EN string
}

// changeFile is where an edition differs from the one it stands on.
type changeFile struct {
	Item int
	Note casework.Names
}

// edition makes the edition of the file, and tells what is wrong with it.
func (f editionFile) edition(all []*Edition) (*Edition, rules.Faults) {
	e := &Edition{Scale: f.Scale, Edition: f.Edition, Programme: f.Programme, Name: f.Name, About: f.About, Sources: f.Sources}
	c := &checking{file: f.name}
	var err error
	e.Published, err = casework.ParseDay(f.Published)
	c.require(err == nil, "published", fmt.Sprintf("%q is not a day", f.Published))
	c.require(f.name == fmt.Sprintf("%s-%d.yaml", f.Scale, f.Edition), "scale and edition", "are not those of the file's name "+path.Base(f.name))
	c.require(!slices.ContainsFunc(all, func(o *Edition) bool { return o.Scale == f.Scale && o.Edition == f.Edition }), "edition", "is there already")
	c.edition(e)
	if f.Base.Scale != "" {
		f.standOn(e, all, c)
		return e, c.faults
	}
	c.require(len(f.Changes) == 0, "changes", "stand on no edition: base is missing")
	c.require(len(f.Items) == items, "items", fmt.Sprintf("has %d items, not %d", len(f.Items), items))
	for n, read := range f.Items {
		item := read.Value.item()
		c.line = read.Line
		c.require(item.Item == n+1, "item", fmt.Sprintf("is %d in the place of %d", item.Item, n+1))
		c.require(len(read.Value.Anchors) == highest, "anchors", "are not those of the scores 1–5")
		c.item(item)
		e.Items = append(e.Items, item)
	}
	return e, c.faults
}

// standOn takes the items of the edition that this one stands on, with the
// notes of what differs.
func (f editionFile) standOn(e *Edition, all []*Edition, c *checking) {
	at := slices.IndexFunc(all, func(o *Edition) bool { return o.Scale == f.Base.Scale && o.Edition == f.Base.Edition })
	c.require(at >= 0, "base", fmt.Sprintf("there is no %s-%d", f.Base.Scale, f.Base.Edition))
	c.require(len(f.Items) == 0, "items", "are those of the base: tell what differs in changes")
	if at < 0 {
		return
	}
	e.Items = slices.Clone(all[at].Items)
	for _, change := range f.Changes {
		c.line = change.Line
		n := change.Value.Item
		c.require(n >= 1 && n <= len(e.Items), "item", fmt.Sprintf("%d is no item", n))
		c.names("note", change.Value.Note)
		if n >= 1 && n <= len(e.Items) {
			e.Items[n-1].Note = change.Value.Note
		}
	}
}

func (f itemFile) item() Item {
	i := Item{
		Item: f.Item, Key: f.Key, Section: f.Section, Name: f.Name, Formula: f.Formula, Window: f.Window, Steps: f.Steps, Counts: f.Counts,
		Limits: Limits{Share: f.Share, Least: f.Least, MostTeams: f.MostTeams, OpenAfter: f.OpenAfter, WeeksReviewed: f.WeeksReviewed, Caps: f.Caps},
		Data:   f.Data, Mark: f.Mark, Sources: f.Sources,
	}
	i.Limits.FewSeekers.Under, i.Limits.FewSeekers.Each = f.FewSeekers.Under, f.FewSeekers.Each
	for _, e := range f.Elements {
		i.Elements = append(i.Elements, Element{Key: e.Key, Text: casework.Names{FI: e.FI, SV: e.SV, EN: e.EN}})
	}
	for score, a := range f.Anchors {
		if score >= lowest && score <= highest {
			i.Anchors[score-1] = Anchor{Mark: a.Mark, Text: casework.Names{FI: a.FI, SV: a.SV, EN: a.EN}}
		}
	}
	return i
}

// checking gathers what is wrong with one file.
type checking struct {
	file   string
	line   int
	faults rules.Faults
}

func (c *checking) require(holds bool, at, fault string) {
	if !holds {
		c.faults = append(c.faults, rules.Fault{File: c.file, Line: c.line, Message: at + " " + fault})
	}
}

func (c *checking) names(at string, n casework.Names) {
	c.require(n.FI != "" && n.SV != "" && n.EN != "", at, "is not in all three languages")
}

func (c *checking) addresses(at string, list []string) {
	c.require(len(list) > 0, at, "name no source")
	for _, address := range list {
		c.require(strings.HasPrefix(address, "http"), at, fmt.Sprintf("%q is no address", address))
	}
}

// oneOf holds a word against those that there are.
func oneOf[T ~string](c *checking, at string, word T, words ...T) {
	c.require(slices.Contains(words, word), at, fmt.Sprintf("%q is not one of those there are", word))
}

func (c *checking) edition(e *Edition) {
	c.require(e.Scale != "", "scale", "is missing")
	c.require(e.Edition > 0, "edition", "is not 1 or more")
	oneOf(c, "programme", e.Programme, casework.ProgrammeKinds...)
	c.names("name", e.Name)
	c.names("about", e.About)
	c.addresses("sources", e.Sources)
}

func (c *checking) mark(at string, m Mark) { oneOf(c, at, m, Verified, Partly, Recalled) }

func (c *checking) item(i Item) {
	c.require(i.Key != "", "key", "is missing")
	oneOf(c, "section", i.Section, Sections...)
	c.names("name", i.Name)
	c.mark("mark", i.Mark)
	c.mark("data.mark", i.Data.Mark)
	c.require(len(i.Data.From) > 0, "data.from", "names no source")
	for _, s := range i.Data.From {
		oneOf(c, "data.from", s, FromRecords, FromDocuments, FromInterviews, FromObservation, FromPlans)
	}
	c.addresses("sources", i.Sources)
	for score, a := range i.Anchors {
		c.mark(fmt.Sprintf("anchors.%d.mark", score+1), a.Mark)
		c.names(fmt.Sprintf("anchors.%d", score+1), a.Text)
	}
	for n, e := range i.Elements {
		c.require(e.Key != "", fmt.Sprintf("elements[%d].key", n), "is missing")
		c.names(fmt.Sprintf("elements[%d]", n), e.Text)
	}
	oneOf(c, "window.kind", i.Window.Kind, TheDay, Months, FullWeeks, FullMonths)
	c.require((i.Window.Kind == TheDay) == (i.Window.N == 0) && i.Window.N >= 0, "window.n", "does not fit the kind of window")
	c.formula(i)
	c.steps(i.Steps)
	c.counts(i)
}

// formula holds an item against what its formula needs.
func (c *checking) formula(i Item) {
	l := i.Limits
	steps := true
	switch i.Formula {
	case ByCaseload, ByPercent, ByPercentEach, ByJobTypes, ByEmployers:
	case ByTeams:
		c.require(l.MostTeams > 0, "most_teams", "is missing")
	case ByWaits:
		c.require(l.Least > 0 && l.OpenAfter > 0, "least or open_after", "is missing")
		c.caps(i, Untracked)
	case ByContacts:
		c.require(l.WeeksReviewed > 0 && l.FewSeekers.Under > 0 && l.FewSeekers.Each > 0, "weeks_reviewed or few_seekers", "is missing")
		c.caps(i, NoLog, ReviewedLess, ReviewedMonthly)
	case ByJobs:
		c.require(l.Least > 0, "least", "is missing")
	case ByRhythm:
		c.require(l.Share > 0, "share", "is missing")
		steps = false
	case ByPhases, ByParts, ByRating:
		steps = false
	default:
		oneOf(c, "formula", i.Formula)
	}
	counts := i.Formula == ByPhases || i.Formula == ByParts
	c.require(steps == (len(i.Steps) > 0), "steps", "do not fit the formula")
	c.require(counts == (len(i.Counts) > 0), "counts", "do not fit the formula")
}

func (c *checking) caps(i Item, all ...Cap) {
	for _, x := range all {
		c.require(i.Limits.Caps[x] >= lowest && i.Limits.Caps[x] <= highest, "caps."+string(x), "is no score")
	}
}

// steps holds each step against the one before: the next lower score, an
// easier bound.
func (c *checking) steps(all []Step) {
	for n, s := range all {
		at := fmt.Sprintf("steps[%d]", n)
		bounds := slices.DeleteFunc([]*int{s.Least, s.Above, s.Most}, func(b *int) bool { return b == nil })
		if len(bounds) != 1 {
			c.require(false, at, "needs one of least, above and most")
			return
		}
		c.require(s.Score == highest-n && s.Score > lowest, at+".score", fmt.Sprintf("is %d in the place of %d", s.Score, highest-n))
		if n > 0 {
			before := all[n-1]
			easier := before.at() > s.at()
			if s.Most != nil {
				easier = before.at() < s.at()
			}
			c.require(easier && (s.Most != nil) == (before.Most != nil), at, "is not easier than the step before")
		}
	}
}

func (c *checking) counts(i Item) {
	if len(i.Counts) == 0 {
		return
	}
	c.require(len(i.Counts) == len(i.Elements)+1, "counts", "do not fit the elements")
	for n, score := range i.Counts {
		c.require(score >= lowest && score <= highest && (n == 0 || score >= i.Counts[n-1]), fmt.Sprintf("counts[%d]", n), "does not follow")
	}
}
