package app

import (
	"context"
	"strconv"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

// CodesPage is what the county knows by name of a classification: what forms
// offer for a code and pages say beside it.
type CodesPage struct {
	casework.CodeList              // without lines: none was brought
	Since             casework.Day // that the list was brought
}

// CodeLists are the lists by which forms and pages name codes.
type CodeLists struct{ Occupations, Industries casework.CodeList }

// Codes gives an administrator the county's list of a classification. Problems:
// Forbidden.
func (a *App) Codes(ctx context.Context, actor access.Actor, c casework.Classification) (CodesPage, error) {
	return show(ctx, a, actor, func(t *turn) (CodesPage, error) {
		if err := t.may(access.SetUp, t.ownCounty(), string(c), ""); err != nil {
			return CodesPage{}, err
		}
		t.shows(audit.Showed, string(c), "", "")
		return t.codesPage(c)
	})
}

// BringCodes puts a list of a classification in the place of the county's, from
// today on, and gives it. Codes that are on records stay as they are. Problems:
// Forbidden; Invalid as casework.ReadCodes.
func (a *App) BringCodes(ctx context.Context, actor access.Actor, c casework.Classification, list string) (casework.CodeList, error) {
	return change(ctx, a, actor, func(t *turn) (casework.CodeList, error) {
		if err := t.may(access.SetUp, t.ownCounty(), string(c), ""); err != nil {
			return casework.CodeList{}, err
		}
		all, err := casework.ReadCodes(c, list)
		if err != nil {
			return casework.CodeList{}, err
		}
		return all, t.set(string(c), all.Text(), "", strconv.Itoa(len(all.Lines)))
	})
}

func (t *turn) codesPage(c casework.Classification) (CodesPage, error) {
	set, err := setting(t.tx, string(c), "")
	if err != nil || set.Value == "" {
		return CodesPage{CodeList: casework.CodeList{Of: c}}, err
	}
	return CodesPage{CodeList: casework.KeptCodes(c, set.Value), Since: set.From}, nil
}

// codes are the names that forms and pages say for the codes of a classification.
func (t *turn) codes(c casework.Classification) (casework.CodeList, error) {
	list, err := t.codesPage(c)
	return list.CodeList, err
}

// codeLists are those of every classification.
func (t *turn) codeLists() (lists CodeLists, err error) {
	if lists.Occupations, err = t.codes(casework.OccupationCodes); err != nil {
		return lists, err
	}
	lists.Industries, err = t.codes(casework.IndustryCodes)
	return lists, err
}
