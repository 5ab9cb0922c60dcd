package app

import (
	"context"
	"strconv"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

const occupationsSetting = "occupations"

// OccupationList is the county's list of occupations: the names that forms offer
// for a code and that pages say beside it.
type OccupationList struct {
	All   casework.Occupations // empty: none was brought
	Since casework.Day
}

// Occupations gives an administrator the county's list. Problems: Forbidden.
func (a *App) Occupations(ctx context.Context, actor access.Actor) (OccupationList, error) {
	return show(ctx, a, actor, func(t *turn) (OccupationList, error) {
		if err := t.may(access.SetUp, t.ownCounty(), occupationsSetting, ""); err != nil {
			return OccupationList{}, err
		}
		t.shows(audit.Showed, "occupations", "", "")
		return t.occupationList()
	})
}

// BringOccupations puts a list of occupations in the place of the county's, from
// today on, and gives it. Codes that are on records stay as they are. Problems:
// Forbidden; Invalid as casework.ReadOccupations.
func (a *App) BringOccupations(ctx context.Context, actor access.Actor, list string) (casework.Occupations, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Occupations, error) {
		if err := t.may(access.SetUp, t.ownCounty(), occupationsSetting, ""); err != nil {
			return nil, err
		}
		all, err := casework.ReadOccupations(list)
		if err != nil {
			return nil, err
		}
		return all, t.set(occupationsSetting, all.Text(), "", strconv.Itoa(len(all)))
	})
}

func (t *turn) occupationList() (OccupationList, error) {
	set, err := setting(t.tx, occupationsSetting, "")
	if err != nil || set.Value == "" {
		return OccupationList{}, err
	}
	all, err := casework.ReadOccupations(set.Value)
	return OccupationList{All: all, Since: set.From}, err
}

// occupations are the names that forms and pages say for codes.
func (t *turn) occupations() (casework.Occupations, error) {
	list, err := t.occupationList()
	return list.All, err
}
