package fidelity

import (
	"fmt"
	"testing"

	"sijoita/casework"
)

// talk adds a talk of an episode on what employers are told.
func talk(episode int64, on string, told casework.Disclosure, sentence string, weighed ...casework.Weighed) func(*Records) {
	return func(r *Records) {
		r.Talks = append(r.Talks, casework.DisclosureTalk{Noted: noted(fmt.Sprint("dt", len(r.Talks)), int64(len(r.Talks)+1)), EpisodeID: episode, On: d(on),
			TalkTerms: casework.TalkTerms{Told: told, Sentence: sentence, Weighed: weighed}})
	}
}

func plan(episode int64, on string, told casework.Disclosure, sentence string) func(*Records) {
	return func(r *Records) {
		r.Plans = append(r.Plans, casework.Plan{Noted: noted(fmt.Sprint("pl", len(r.Plans)), int64(len(r.Plans)+1)), EpisodeID: episode, On: d(on),
			PlanTerms: casework.PlanTerms{Told: told, Sentence: sentence}})
	}
}

// TestDisclosure holds item 13 to its formula: four parts, each at four fifths
// of the clients, and 1 + parts when all of them are known.
func TestDisclosure(t *testing.T) {
	both := []casework.Weighed{casework.WeighedBenefits, casework.WeighedDrawbacks}
	nothing, some := casework.DiscloseNothing, casework.DiscloseSome
	of := func(parts ...func(*Records)) []func(*Records) { return parts }
	// one client, started on 2 January, with an employer met on 1 March
	one := func(parts ...func(*Records)) []func(*Records) {
		return append(of(clients(1, 1, 1), visits(1, "2024-03-01", 1)), parts...)
	}
	for _, c := range []struct {
		says    string
		records []func(*Records)
		want    string // score, then each part as n/of and whether it is there
	}{
		{"without a talk it is not known whether there were any", one(plan(1, "2024-01-10", some, "a")), "– talks"},
		{"a talk before the first employer, and another", one(talk(1, "2024-03-01", nothing, "", both...), talk(1, "2024-05-01", nothing, "", both...)), "5 1/1+ 1/1+ 1/1+ 1/1+"},
		{"a talk after the first employer is too late", one(talk(1, "2024-03-02", nothing, "", both...), talk(1, "2024-05-01", nothing, "")), "4 1/1+ 0/1- 1/1+ 1/1+ first=4"},
		{"what speaks against it was not gone through", one(talk(1, "2024-02-01", nothing, "", casework.WeighedBenefits), talk(1, "2024-05-01", nothing, "")), "4 1/1+ 0/1- 1/1+ 1/1+ first=4"},
		{"nothing is decided", one(talk(1, "2024-02-01", casework.DiscloseUndecided, "", both...), talk(1, "2024-05-01", casework.DiscloseUndecided, "")), "4 1/1+ 1/1+ 0/1- 1/1+ words=1"},
		{"something is told, without words", one(talk(1, "2024-02-01", some, "", both...), talk(1, "2024-05-01", some, "")), "3 0/1- 1/1+ 0/1- 1/1+ words=1"},
		{"where everybody tells it looks like a demand", one(talk(1, "2024-02-01", some, "a", both...), talk(1, "2024-05-01", some, "a")), "4 0/1- 1/1+ 1/1+ 1/1+"},
		{"the plan has the words, and is a time it was talked about", one(talk(1, "2024-02-01", casework.DiscloseUndecided, "", both...), plan(1, "2024-02-20", some, "a")), "4 0/1- 1/1+ 1/1+ 1/1+"},
		{"a plan that leaves it as it was is no other time", one(talk(1, "2024-02-01", nothing, "", both...), plan(1, "2024-02-01", nothing, ""), plan(1, "2024-04-01", nothing, "")), "4 1/1+ 1/1+ 1/1+ 0/1- again=1"},
		{"one talk on a day is one", one(talk(1, "2024-02-01", nothing, "", both...), talk(1, "2024-02-01", nothing, "")), "4 1/1+ 1/1+ 1/1+ 0/1- again=1"},
		{"what is of later is not known", one(talk(1, "2024-02-01", nothing, "", both...), talk(1, "2024-06-13", nothing, "")), "4 1/1+ 1/1+ 1/1+ 0/1- again=1"},
		{"who works does not search", one(jobs(1, "2024-02-01", ""), talk(1, "2024-02-01", nothing, "", both...)), "– 1/1+ 1/1+ 1/1+"},
		{"nor who has begun lately", of(clients(1, 1, 1, started("2024-04-13")), visits(1, "2024-05-01", 1), talk(1, "2024-04-20", nothing, "", both...)), "– 1/1+ 1/1+ 1/1+"},
		{"after sixty days the search is long", of(clients(1, 1, 1, started("2024-04-12")), visits(1, "2024-05-01", 1), talk(1, "2024-04-20", nothing, "", both...)), "4 1/1+ 1/1+ 1/1+ 0/1- again=1"},
		{"without an employer met there is nothing to weigh it before", of(clients(1, 1, 1), talk(1, "2024-04-20", nothing, "", both...)), "– 0/1-"},
		{"who ended before the window is not in it", of(clients(1, 1, 1, ended("2023-12-12")), visits(1, "2024-01-01", 1), talk(1, "2024-01-01", nothing, "", both...)), "– talks"},
		{"four of five are enough", of(clients(5, 1, 1), visits(1, "2024-03-01", 1), visits(2, "2024-03-01", 1), visits(3, "2024-03-01", 1), visits(4, "2024-03-01", 1), visits(5, "2024-03-01", 1),
			talk(1, "2024-02-01", nothing, "", both...), talk(2, "2024-02-01", nothing, "", both...), talk(3, "2024-02-01", nothing, "", both...), talk(4, "2024-02-01", nothing, "", both...)),
			"4 5/5+ 4/5+ 4/5+ 0/5- again=4"},
		{"three of five are not", of(clients(5, 1, 1), visits(1, "2024-03-01", 1), visits(2, "2024-03-01", 1), visits(3, "2024-03-01", 1), visits(4, "2024-03-01", 1), visits(5, "2024-03-01", 1),
			talk(1, "2024-02-01", nothing, "", both...), talk(2, "2024-02-01", nothing, "", both...), talk(3, "2024-02-01", nothing, "", both...)),
			"2 5/5+ 3/5- 3/5- 0/5- first=5 words=1 again=4"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := saidOf(Live(records(t, c.records...), d(asked)).Items[13]); got != c.want {
				t.Errorf("it says %q, want %q", got, c.want)
			}
		})
	}
	struck := one(talk(1, "2024-02-01", nothing, "", both...))
	struck = append(struck, func(r *Records) { r.Talks[0].Withdrawn = true })
	if got := saidOf(Live(records(t, struck...), d(asked)).Items[13]); got != "– talks" {
		t.Errorf("a talk that was withdrawn makes it %q", got)
	}
}

// saidOf is an item's score, its parts and what would raise it.
func saidOf(i LiveItem) string {
	said := "–"
	if i.Score != nil {
		said = fmt.Sprint(*i.Score)
	}
	for _, p := range i.Parts {
		switch p.State {
		case Found:
			said += fmt.Sprintf(" %v/%v+", *p.N, *p.Of)
		case NotFound:
			said += fmt.Sprintf(" %v/%v-", *p.N, *p.Of)
		}
	}
	for _, m := range i.Missing {
		if m.What == TalksNoted {
			said += " talks"
		}
	}
	if i.ToNext == nil {
		return said
	}
	short := map[What]string{TalkedFirst: "first", WordsAgreed: "words", TalkedAgain: "again"}
	for _, way := range i.ToNext.Ways {
		said += fmt.Sprintf(" %s=%v", short[way[0].What], way[0].N)
	}
	return said
}
