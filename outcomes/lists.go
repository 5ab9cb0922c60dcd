package outcomes

import (
	"cmp"
	"maps"
	"slices"

	"sijoita/casework"
	"sijoita/fidelity"
)

// unknown stands for the code of a municipality that is not known.
const unknown = "null"

func (t *counting) municipalityOf(client int64) string {
	return cmp.Or(t.Municipalities[client], unknown)
}

// countPlaces counts a client for the municipality, and for the care team and
// the coach whom the newest episode names on the day.
func (t *counting) countPlaces(p *person, newest casework.Episode, worked bool) {
	row := Row{ClientID: p.id, EpisodeID: newest.ID}
	state := newest.StateOn(t.on)
	active := state == casework.Active
	code := t.municipalityOf(p.id)
	t.open(ofMunicipality(code, Started), ofMunicipality(code, EmployedEver))
	t.add(row, ofMunicipality(code, Referred))
	t.addIf(state.Started(), row, ofMunicipality(code, Started))
	t.addIf(worked, row, ofMunicipality(code, EmployedEver))
	if id, known := t.careTeams[newest.CareTeamOn(t.on)]; known {
		t.open(ofCareTeam(id, Active))
		t.add(row, ofCareTeam(id, Referred))
		t.addIf(active, row, ofCareTeam(id, Active))
	}
	if c := t.coaches[newest.CoachOn(t.on)]; c != nil && active {
		t.add(row, ofCoach(c.id, Active))
	}
}

func (t *counting) municipalityList() []Municipality {
	codes := make(map[string]bool)
	for _, row := range t.rows[Referred] {
		codes[t.municipalityOf(row.ClientID)] = true
	}
	list := []Municipality{}
	for _, code := range slices.Sorted(maps.Keys(codes)) { // digits come before letters: not known is last
		m := Municipality{
			Referred: t.n(ofMunicipality(code, Referred)), Started: t.n(ofMunicipality(code, Started)),
			EmployedEver: t.n(ofMunicipality(code, EmployedEver)),
		}
		if code != unknown {
			m.Code = &code
		}
		if names, known := casework.MunicipalityNames(code); known {
			m.Name = &names.FI
		}
		list = append(list, m)
	}
	return list
}

func (t *counting) careTeamList() []CareTeam {
	list := []CareTeam{}
	for _, c := range t.CareTeams {
		id := c.Outward()
		if n := t.n(ofCareTeam(id, Referred)); n > 0 {
			list = append(list, CareTeam{ID: id, Name: c.Name, Referred: n, Active: t.n(ofCareTeam(id, Active))})
		}
	}
	slices.SortFunc(list, func(a, b CareTeam) int { return byNumber(a.ID, b.ID) })
	return list
}

func (t *counting) reviewList() []Review {
	var held []casework.Review
	for _, r := range t.Reviews {
		if t.teams[r.TeamID] && !r.To.After(t.on) {
			held = append(held, r)
		}
	}
	slices.SortFunc(held, func(a, b casework.Review) int {
		return cmp.Or(a.To.Compare(b.To), byNumber(a.Outward(), b.Outward()))
	})
	list := []Review{}
	for _, r := range held {
		total := fidelity.Total(r)
		list = append(list, Review{On: r.To, Total: total, Band: bandOf(total), NextDue: fidelity.NextReview(r.To, total)})
	}
	return list
}

func bandOf(total *int) *fidelity.Band {
	if total == nil {
		return nil
	}
	band := fidelity.BandOf(*total)
	return &band
}
