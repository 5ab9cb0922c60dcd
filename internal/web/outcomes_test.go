package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestTheOutcomesPage: a leader sees every count and opens its rows; a manager
// begins with the view for publishing, may ask for the whole, and opens none.
func TestTheOutcomesPage(t *testing.T) {
	w := newTown(t)
	const rows, curve = `href="/figures/rows/`, `class="curves"`
	for _, c := range []struct {
		who, path           string
		rows, curve, hidden bool
	}{
		{leader, "/figures/outcomes", true, true, false},
		{leader, "/figures/outcomes?view=published", true, false, true},
		{manager, "/figures/outcomes", false, false, true},
		{manager, "/figures/outcomes?view=whole", false, true, false},
	} {
		page := w.as(t, c.who).mustGet(c.path)
		for what, there := range map[string][2]bool{
			"links to rows": {strings.Contains(page, rows), c.rows}, "the curves": {strings.Contains(page, curve), c.curve}, "hidden counts": {strings.Contains(page, ">"+hiddenMark+"<"), c.hidden},
		} {
			if there[0] != there[1] {
				t.Errorf("%s at %s: %s are there: %v", c.who, c.path, what, there[0])
			}
		}
	}
}

// TestRowsLeadBackToTheOutcomes: the rows of a past quarter lead back to the
// day on which they were opened.
func TestRowsLeadBackToTheOutcomes(t *testing.T) {
	w := newTown(t)
	page := w.as(t, leader).mustGet("/figures/rows/flows.started?from=2026-07-01&on=2026-09-30&outcomes=2026-11-20")
	if !strings.Contains(page, `href="/figures/outcomes?on=2026-11-20&amp;programme=`) {
		t.Error("the way back is not to the outcomes of that day")
	}
}

func TestADayThatIsNoneIsToldBesideItsField(t *testing.T) {
	w := newTown(t)
	v := w.as(t, leader)
	if a := v.get("/figures/outcomes?on=31.2.2026x"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, `name="on"`) {
		t.Errorf("it answers %d", a.status)
	}
}
