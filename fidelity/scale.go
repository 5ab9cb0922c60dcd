package fidelity

import (
	"math/big"
	"slices"

	"sijoita/casework"
)

// Mark is how far something of a scale has been held against its printed text.
type Mark string

// The marks, the surest first.
const (
	Verified Mark = "verified" // read in published copies
	Partly   Mark = "partly"   // one term or threshold was read
	Recalled Mark = "recalled" // from memory of the public scale: waits for a check
)

// Section is a part of the scale.
type Section string

// The sections, in the order of the scale.
const (
	Staffing     Section = "staffing"
	Organisation Section = "organisation"
	Services     Section = "services"
)

// Sections lists them in the order of the scale.
var Sections = []Section{Staffing, Organisation, Services}

// Source is where a score may be seen from.
type Source string

// The sources.
const (
	FromRecords     Source = "records"
	FromDocuments   Source = "documents"
	FromInterviews  Source = "interviews"
	FromObservation Source = "observation"
	FromPlans       Source = "plans"
)

// Formula is how the measures of an item become a score.
type Formula string

// The formulas. An item that asks for a rating alone has no measures.
const (
	ByCaseload    Formula = "caseload"     // clients to full-time coaches, pooled
	ByPercent     Formula = "percent"      // one share
	ByPhases      Formula = "phases"       // phases of each coach
	ByTeams       Formula = "teams"        // care teams and the share of clients from them, of each coach
	ByParts       Formula = "parts"        // how many elements are there
	ByRhythm      Formula = "rhythm"       // how often partners meet and are in contact
	ByWaits       Formula = "waits"        // days to the first employer
	ByContacts    Formula = "contacts"     // contacts a week, of each coach
	ByJobTypes    Formula = "job_types"    // different occupations among jobs
	ByEmployers   Formula = "employers"    // different employers among jobs
	ByJobs        Formula = "jobs"         // permanent jobs in the open labour market
	ByPercentEach Formula = "percent_each" // a share of each coach
	ByRating      Formula = "rating"
)

// Edition is one edition of a scale. A published edition never changes: what is
// learned later goes into the next one.
type Edition struct {
	Scale     string // such as ips-25
	Edition   int    // 1, 2 …
	Published casework.Day
	Programme casework.ProgrammeKind // whose programmes are scored with it
	Name      casework.Names
	About     casework.Names // what a reader of a score should know of the edition
	Sources   []string
	Items     []Item // 1–25
}

// Item is one criterion.
type Item struct {
	Item     int
	Key      string
	Section  Section
	Name     casework.Names
	Note     casework.Names // what differs from the scale that the edition stands on; mostly empty
	Formula  Formula
	Window   Window
	Steps    []Step // from the highest score down
	Counts   []int  // the score by how many elements are there, from none on
	Limits   Limits
	Data     Data
	Mark     Mark
	Sources  []string
	Elements []Element
	Anchors  [5]Anchor // of score 1 first
}

// Limits are the thresholds that only some items have; 0 is none.
type Limits struct {
	Share         int // per cent of weeks or cases that count as always
	Least         int // fewer than so many starts widen the window (15); fewer jobs score 1 (21)
	MostTeams     int // of care teams a coach may have (4)
	OpenAfter     int // days after which one who still waits counts (15)
	WeeksReviewed int // of the window's weeks that make a log weekly reviewed (17)
	FewSeekers    struct {
		Under int // with fewer job seekers than this
		Each  int // so many contacts to each are enough for 5 (17)
	}
	Caps map[Cap]int // the most that an item scores when something lacks
}

// Cap is what holds a score down.
type Cap string

// The caps.
const (
	Untracked       Cap = "untracked"        // contacts are not tracked (15)
	NoLog           Cap = "no_log"           // contacts are not logged (17)
	ReviewedLess    Cap = "reviewed_less"    // the log is gone through less than monthly (17)
	ReviewedMonthly Cap = "reviewed_monthly" // monthly but not weekly (17)
	OldPlans        Cap = "old_plans"        // plans are not kept up (16)
)

// Window is what stretch of days an item looks at, up to the day asked for.
type Window struct {
	Kind WindowKind
	N    int
}

// WindowKind is how a window is told.
type WindowKind string

// The kinds of window.
const (
	TheDay     WindowKind = "day"         // the day itself
	Months     WindowKind = "months"      // the last n calendar months, up to the day
	FullWeeks  WindowKind = "full_weeks"  // the last n ISO weeks whose Sunday has come
	FullMonths WindowKind = "full_months" // the last n calendar months that have ended
)

// On is the window's span on a day.
func (w Window) On(d casework.Day) casework.Span {
	switch w.Kind {
	case Months:
		return casework.Span{From: d.AddMonths(-w.N).AddDays(1), To: d}
	case FullWeeks:
		next := d.AddDays(1).Monday() // the first day after the last full week
		return casework.Span{From: next.AddDays(-7 * w.N), To: next.AddDays(-1)}
	case FullMonths:
		y, m, _ := d.AddDays(1).Time().Date()
		next := casework.Date(y, m, 1)
		return casework.Span{From: next.AddMonths(-w.N), To: next.AddDays(-1)}
	default:
		return casework.Span{From: d, To: d}
	}
}

// Weeks lists the ISO weeks of the window on a day.
func (w Window) Weeks(d casework.Day) []casework.Week {
	var weeks []casework.Week
	span := w.On(d)
	for monday := span.From.Monday(); !monday.After(span.To); monday = monday.AddDays(7) {
		weeks = append(weeks, monday.Week())
	}
	return weeks
}

// Step is a threshold: one of the bounds is told.
type Step struct {
	Score int
	Least *int // reached from this on
	Above *int // reached only past this
	Most  *int // reached up to this
}

// holds tells whether a value reaches the step. It compares exactly: 95.9 is
// below 96.
func (s Step) holds(v *big.Rat) bool {
	switch {
	case s.Least != nil:
		return v.Cmp(ratOf(*s.Least)) >= 0
	case s.Above != nil:
		return v.Cmp(ratOf(*s.Above)) > 0
	default:
		return v.Cmp(ratOf(*s.Most)) <= 0
	}
}

// stepOf is the score of a value by the item's steps.
func (i Item) stepOf(v *big.Rat) int {
	for _, s := range i.Steps {
		if s.holds(v) {
			return s.Score
		}
	}
	return lowest
}

// bound is the value that the steps ask for a score, and whether it must be
// passed. It is false for the lowest score, which asks for nothing.
func (i Item) bound(score int) (Step, bool) {
	at := slices.IndexFunc(i.Steps, func(s Step) bool { return s.Score == score })
	if at < 0 {
		return Step{}, false
	}
	return i.Steps[at], true
}

// Computed tells whether records alone can score the item. Of every other they
// show a part, and a person judges.
func (i Item) Computed() bool {
	return !slices.Contains([]Formula{ByParts, ByPhases, ByRhythm, ByRating}, i.Formula)
}

// Anchor is what a score stands for, in our own words.
type Anchor struct {
	Mark Mark
	Text casework.Names
}

// Element is one of the things that an item counts or names.
type Element struct {
	Key  string
	Text casework.Names
}

// Data says where a score is seen from.
type Data struct {
	Mark Mark
	From []Source
}

// Item gives an item by its number, 1–25.
func (e *Edition) Item(n int) Item { return e.Items[n-1] }

// Unverified tells how many of the edition's anchors have not been verified.
func (e *Edition) Unverified() (n int) {
	for _, item := range e.Items {
		for _, a := range item.Anchors {
			if a.Mark != Verified {
				n++
			}
		}
	}
	return n
}

const (
	lowest  = 1
	highest = 5
)

func ratOf(n int) *big.Rat { return new(big.Rat).SetInt64(int64(n)) }

// at is the number of the step's bound.
func (s Step) at() int {
	switch {
	case s.Least != nil:
		return *s.Least
	case s.Above != nil:
		return *s.Above
	default:
		return *s.Most
	}
}

// Reach says from which day on the live scores of a day look at records. Of
// some, of which there are many, less is looked at than of the others.
type Reach struct {
	Records     casework.Day // whatever is not named here
	Contacts    casework.Day // with employers; the first visit of each episode, whenever it was
	Meetings    casework.Day // with clients
	JobMeetings casework.Day // with clients whose job has begun since Records
}

// The items that look at contacts and at meetings of their windows. Item 23
// looks at meetings too, from a week before the start of a job.
var (
	contactItems = []int{3, 9, 16, 17, 18}
	meetingItems = []int{3, 14, 22, 25}
)

// Reach is how far back the live scores of a day look.
func (e *Edition) Reach(on casework.Day) Reach {
	const week = 7
	r := Reach{Records: on, Contacts: on, Meetings: on}
	for _, i := range e.Items {
		from := i.Window.On(on).From
		r.Records = earlier(r.Records, from)
		if slices.Contains(contactItems, i.Item) {
			r.Contacts = earlier(r.Contacts, from)
		}
		if slices.Contains(meetingItems, i.Item) {
			r.Meetings = earlier(r.Meetings, from)
		}
	}
	r.JobMeetings = r.Records.AddDays(-week)
	return r
}

func earlier(a, b casework.Day) casework.Day {
	if b.Before(a) {
		return b
	}
	return a
}
