package fidelity

import (
	"slices"

	"sijoita/casework"
)

// enoughTalked is the share of clients, in per cent, at which a part of the
// item on disclosure counts.
const enoughTalked = 80

// talks are what was agreed with a client on what employers are told, by the
// day.
type talks struct {
	casework.Episode
	plans []casework.Plan
	talks []casework.DisclosureTalk
}

// talksOf gathers them for each of the episodes.
func (x *day) talksOf(episodes []casework.Episode) []talks {
	place, all := map[int64]int{}, make([]talks, len(episodes))
	for i, e := range episodes {
		place[e.ID], all[i].Episode = i, e
	}
	for _, p := range x.Plans {
		if i, there := place[p.EpisodeID]; there && !p.Withdrawn && !p.On.After(x.on) {
			all[i].plans = append(all[i].plans, p)
		}
	}
	for _, k := range x.Talks {
		if i, there := place[k.EpisodeID]; there && !k.Withdrawn && !k.On.After(x.on) {
			all[i].talks = append(all[i].talks, k)
		}
	}
	return all
}

// weighedBy tells whether what speaks for and against telling had been gone
// through by the day.
func (t talks) weighedBy(on casework.Day) bool {
	return slices.ContainsFunc(t.talks, func(k casework.DisclosureTalk) bool { return k.Weighs() && !k.On.After(on) })
}

// disclosure (13): whether those who have met employers decide themselves what
// is told, whether it was weighed before the first one was met, whether the words
// are agreed, and whether one comes back to it where the search is long. Plans
// tell the words and when they changed; what was weighed the talks alone tell.
// Without a talk noted it is not known whether there were any.
func (x *day) disclosure(f *finding) {
	const long = 60 // days of search
	noted := false
	met, open, first, agreed := 0, 0, 0, 0
	searching, again := 0, 0
	for _, t := range x.talksOf(x.during(f.span)) {
		noted = noted || len(t.talks) > 0
		if contacts := x.met[t.ID]; len(contacts) > 0 && !contacts[0].On.After(x.on) {
			met++
			f.behind(t.Outward(), Row{ClientID: t.ClientID, EpisodeID: t.ID})
			told, decided := casework.TellingOn(t.plans, t.talks, x.on)
			tells := decided && (told.Told == casework.DiscloseSome || told.Told == casework.DiscloseAll)
			add(&open, !tells)
			add(&first, t.weighedBy(contacts[0].On))
			add(&agreed, told.Told == casework.DiscloseNothing || tells && told.Sentence != "")
		}
		if since := x.searchingSince(t.Episode); !since.IsZero() && x.on.DaysSince(since) > long {
			searching++
			f.behind(t.Outward(), Row{ClientID: t.ClientID, EpisodeID: t.ID})
			add(&again, len(casework.TellingDays(t.plans, t.talks)) > 1)
		}
	}
	f.N = met
	if !noted {
		f.lack(TalksNoted, 1)
		return
	}
	var parts Parts
	var ways [][]Need
	tell := func(key string, found bool, n, of int, need ...Need) {
		f.part(key, found, n, of)
		if found {
			parts++
		} else if len(need) > 0 {
			ways = append(ways, need)
		}
	}
	if met > 0 {
		tell("not_required", open > 0, open, met)
		tell("pros_and_cons", talked(first, met), first, met, Need{TalkedFirst, float64(stillNew(first, met))})
		tell("exact_words", talked(agreed, met), agreed, met, Need{WordsAgreed, float64(still(agreed, met))})
	}
	if searching > 0 {
		tell("more_than_once", talked(again, searching), again, searching, Need{TalkedAgain, float64(still(again, searching))})
	}
	if met > 0 && searching > 0 {
		f.take(parts)
		f.next(ways...)
	}
}

// talked tells whether so many of the clients are enough.
func talked(n, of int) bool { return 100*n >= enoughTalked*of }

// still is with how many of the same clients it would be enough, and stillNew
// with how many more who are new.
func still(n, of int) int { return (enoughTalked*of+99)/100 - n }

func stillNew(n, of int) int {
	const others = 100 - enoughTalked
	return (enoughTalked*of - 100*n + others - 1) / others
}

// during lists the episodes of ours that ran, having started, on some day of the
// span.
func (x *day) during(span casework.Span) []casework.Episode {
	return slices.DeleteFunc(slices.Clone(x.ours), func(e casework.Episode) bool {
		return e.StartedOn.IsZero() || e.StartedOn.After(x.on) || !e.EndedOn.IsZero() && e.EndedOn.Before(span.From)
	})
}

// searchingSince is since when an active client is without an open job: since the
// start, or the end of the last one. It is zero for one who works or is not active.
func (x *day) searchingSince(e casework.Episode) casework.Day {
	if e.StateOn(x.on) != casework.Active {
		return casework.Day{}
	}
	since := e.StartedOn
	for _, p := range x.placements[e.ClientID] {
		switch {
		case !p.OpenJob() || p.StartsOn.After(x.on):
		case p.RunsOn(x.on):
			return casework.Day{}
		case p.EndsOn.After(since):
			since = p.EndsOn
		}
	}
	return since
}
