package outcomes

import (
	"cmp"
	"slices"

	"sijoita/casework"
	"sijoita/fidelity"
)

// municipalityOf is the code of a client's municipality; nil: not known.
func (t *counting) municipalityOf(client int64) *string {
	if code := t.Municipalities[client]; code != "" {
		return &code
	}
	return nil
}

// countPlaces counts each client who was counted for the municipality, and for
// the care team and the coach whom the newest episode names on the day.
func (t *counting) countPlaces() {
	for _, row := range t.rows[Referred] {
		t.countPlace(row, t.episodes[row.EpisodeID])
	}
	for _, row := range t.rows[EmployedEver] {
		t.add(row, OfMunicipality(t.municipalityOf(row.ClientID), EmployedEver))
	}
}

func (t *counting) countPlace(row Row, newest casework.Episode) {
	state := newest.StateOn(t.on)
	active := state == casework.Active
	code := t.municipalityOf(row.ClientID)
	t.open(OfMunicipality(code, Started), OfMunicipality(code, EmployedEver))
	t.add(row, OfMunicipality(code, Referred))
	t.addIf(state.Started(), row, OfMunicipality(code, Started))
	if id, known := t.careTeams[newest.CareTeamOn(t.on)]; known {
		t.open(OfCareTeam(id, Active))
		t.add(row, OfCareTeam(id, Referred))
		t.addIf(active, row, OfCareTeam(id, Active))
	}
	if c := t.coaches[newest.CoachOn(t.on)]; c != nil && active {
		t.add(row, c.active)
	}
}

func (t *counting) municipalityList() []Municipality {
	list := []Municipality{}
	listed := make(map[string]bool) // by the name of a number: no code has one too
	for _, row := range t.rows[Referred] {
		code := t.municipalityOf(row.ClientID)
		if referred := OfMunicipality(code, Referred); !listed[referred] {
			listed[referred] = true
			list = append(list, t.municipality(code))
		}
	}
	slices.SortFunc(list, func(a, b Municipality) int {
		if a.Code == nil || b.Code == nil {
			return cmp.Compare(nullLast(a.Code), nullLast(b.Code))
		}
		return cmp.Compare(*a.Code, *b.Code)
	})
	return list
}

func (t *counting) municipality(code *string) Municipality {
	m := Municipality{
		Code: code, Referred: t.n(OfMunicipality(code, Referred)), Started: t.n(OfMunicipality(code, Started)),
		EmployedEver: t.n(OfMunicipality(code, EmployedEver)),
	}
	if code != nil {
		if names, known := casework.MunicipalityNames(*code); known {
			m.Name = &names.FI
		}
	}
	return m
}

// nullLast is 1 for what is not known, which comes last.
func nullLast(s *string) int {
	if s == nil {
		return 1
	}
	return 0
}

func (t *counting) careTeamList() []CareTeam {
	list := []CareTeam{}
	for _, c := range t.CareTeams {
		id := c.Outward()
		if n := t.n(OfCareTeam(id, Referred)); n > 0 {
			list = append(list, CareTeam{ID: id, Name: c.Name, Referred: n, Active: t.n(OfCareTeam(id, Active))})
		}
	}
	slices.SortFunc(list, func(a, b CareTeam) int { return casework.CompareIDs(a.ID, b.ID) })
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
		return cmp.Or(a.To.Compare(b.To), casework.CompareIDs(a.Outward(), b.Outward()))
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
