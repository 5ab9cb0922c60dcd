package app

import (
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
