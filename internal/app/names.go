package app

import (
	"slices"

	"sijoita/casework"
)

// Names gives what is shown for the keys of people, teams and employers.
type Names struct {
	Staff     map[int64]string
	StaffUIDs map[int64]casework.UID
	Teams     map[int64]string
	CareTeams map[int64]string
	Employers map[int64]string
}

// Actor names who did something by the id that the log and the revisions keep:
// the name of the staff with that uid, else the id itself (cli:NAME).
func (n Names) Actor(id string) string {
	for staff, uid := range n.StaffUIDs {
		if uid.String() == id {
			return n.Staff[staff]
		}
	}
	return id
}

// names loads the names of the county's staff, teams and care teams.
func (t *turn) names() (Names, error) {
	n := Names{Teams: map[int64]string{}, CareTeams: map[int64]string{}}
	teams, err := t.tx.Teams()
	if err != nil {
		return n, err
	}
	for _, x := range teams {
		n.Teams[x.ID] = x.Name
	}
	careTeams, err := t.tx.CareTeams()
	if err != nil {
		return n, err
	}
	for _, x := range careTeams {
		n.CareTeams[x.ID] = x.Name
	}
	n.Staff, n.StaffUIDs, err = t.tx.StaffNames()
	return n, err
}

// namesOf loads the names of some of the staff and of the care teams: of those
// that a page names, where it knows them; a county has hundreds.
func (t *turn) namesOf(staff, careTeams []int64) (n Names, err error) {
	if n.Staff, err = t.tx.NamesOfStaff(distinct(staff)); err != nil {
		return n, err
	}
	n.CareTeams, err = t.tx.NamesOfCareTeams(distinct(careTeams))
	return n, err
}

func distinct(ids []int64) []int64 {
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (t *turn) employerNames(ids map[int64]bool) (map[int64]string, error) {
	var list []int64
	for id := range ids {
		list = append(list, id)
	}
	employers, err := t.tx.EmployersByID(list)
	names := make(map[int64]string, len(employers))
	for _, e := range employers {
		names[e.ID] = e.Name
	}
	return names, err
}
