package app

import (
	"reflect"
	"strings"
	"unicode/utf8"

	"sijoita/casework"
	"sijoita/problem"
)

// Correction says which text is corrected, and why.
type Correction struct {
	UID      casework.UID
	Revision int // the one that was on the screen
	Reason   string
}

// longestReason is how long a reason may be, in characters: it stands on the
// record's page for good.
const longestReason = 1000

func (c Correction) check() error {
	var f problem.Fields
	if strings.TrimSpace(c.Reason) == "" {
		f.Add("reason", "problem.reason_missing")
	}
	if n := utf8.RuneCountInString(c.Reason); n > longestReason {
		f.Add("reason", "problem.too_long", problem.Args{"n": n, "most": longestReason})
	}
	return f.Problem()
}

// stepMark begins, in the place of a reason, the name of a step in a record's
// life: its old text was not wrong, it was before.
const stepMark = "step:"

// StepOf is the step that a revision's reason names; false for a reason that a
// person gave.
func StepOf(reason string) (string, bool) { return strings.CutPrefix(reason, stepMark) }

// clientsOf is the client of an episode, for the log; none for no episode.
func (t *turn) clientsOf(episode int64) ([]int64, error) {
	if episode == 0 {
		return nil, nil
	}
	e, err := t.tx.EpisodeByID(episode)
	return []int64{e.ClientID}, err
}

// changedFields names the fields that differ, for the log, which holds names
// of fields and never their text.
func changedFields(old, changed any) string {
	a, b := reflect.ValueOf(old), reflect.ValueOf(changed)
	names := ""
	for i := range a.NumField() {
		name := a.Type().Field(i).Name
		if name == "Noted" || reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			continue
		}
		if names != "" {
			names += ", "
		}
		names += name
	}
	return names
}
