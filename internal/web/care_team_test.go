package web

import (
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/i18n"
)

func TestAPartSaysWhatItIsOf(t *testing.T) {
	tests := []struct {
		rule string
		part casework.Part
		want string
	}{
		{"Kanta-Häme's survey of October 2023", casework.Part{N: 58, Of: 199}, "58/199 = 29,1 %"},
		{"nobody of somebody", casework.Part{N: 0, Of: 12}, "0/12 = 0,0 %"},
		{"a part of nothing is a dash", casework.Part{}, "–"},
	}
	for _, tt := range tests {
		if got := strings.ReplaceAll(partText(i18n.For(i18n.FI), tt.part), "\u00a0", " "); got != tt.want {
			t.Errorf("%s: %q", tt.rule, got)
		}
	}
}

// TestNoPageOfTheServiceHoldsAMark opens, as everybody but the care team's own
// worker, the pages that tell of a unit's answers.
func TestNoPageOfTheServiceHoldsAMark(t *testing.T) {
	w := newTown(t)
	own := "/care-teams/" + firstIn(t, w.as(t, careWorker).mustGet("/care"), "/care-teams/")
	if list := w.as(t, careWorker).mustGet(own + "/interest"); !strings.Contains(list, ">HM<") {
		t.Fatal("the care team's own list does not show its marks")
	}
	for _, who := range []string{coach, leader, manager} {
		for _, page := range []string{"/interest", own + "/interest/months"} {
			if html := w.as(t, who).mustGet(page); strings.Contains(html, ">HM<") || strings.Contains(html, "/unit-clients/") {
				t.Errorf("%s's %s shows who is on the list", who, page)
			}
		}
	}
	for _, who := range []string{coach, careWorker} {
		if html := w.as(t, who).mustGet(own + "/agenda"); strings.Contains(html, ">HM<") || strings.Contains(html, "/unit-clients/") {
			t.Errorf("the agenda of %s shows who is on the list", who)
		}
	}
}
