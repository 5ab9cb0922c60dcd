// Package demo makes the county that people try Sijoita in: Suvanto, with one
// team, its clients and a year and a half of their work, as an interchange
// document. Everything hangs on the day it is made for, so that Today has
// something to say on every day; for one day it is always the same document.
//
// Suvanto does not exist, nor does anybody in it. Its seven municipalities are
// real three-digit codes taken from four counties, because the interchange
// holds codes only; no wellbeing services county has just these. Employers,
// care teams and persons are invented; most names are put together from the
// Finnish names of @faker-js/faker (MIT). There are no identity numbers.
//
// What is fixed (who started when, which jobs, how many wait) stands in the
// tables of lives.go; the rest is dealt by a generator with a seed of its own.
package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// The service's own ids in the document.
const (
	programme = "ips"
	team      = "suvannon-ips"
	scale     = "ips-25"
)

// service is what the document is made from: the day, and the records so far.
type service struct {
	today      casework.Day
	beganOn    casework.Day
	doc        *interchange.Document
	people     []*person
	employers  []*employer
	visits     []*visit
	hirings    []hiring
	meetingsOn map[appointment]int
}

// Document makes the county as it is in the evening of today. The county is
// a year and a half old; it looks the same, counted in days, on every day.
func Document(today casework.Day) *interchange.Document { return county(today).doc }

func county(today casework.Day) *service {
	s := &service{today: today, beganOn: today.AddMonths(-18).Monday(), meetingsOn: map[appointment]int{}}
	s.doc = &interchange.Document{
		County: interchange.County{ID: "suvanto", Name: casework.Names{
			FI: "Suvannon hyvinvointialue", SV: "Suvanto välfärdsområde", EN: "Suvanto wellbeing services county",
		}},
		Programmes: []interchange.Programme{{
			ID: programme, Kind: casework.IPS, Name: "IPS – Sijoita ja valmenna!", StartsOn: s.beganOn, Scale: scale,
		}},
		Teams: []interchange.Team{{ID: team, Programme: programme, Name: "Suvannon IPS-tiimi"}},
	}
	s.addStaff()
	s.addPeople()
	s.addEmployers()
	s.addPlacements()
	s.addEarnings()
	s.addMeetings()
	s.addEmployerContacts()
	s.addMemory()
	s.addTeamwork()
	s.addPlans()
	s.addProfiles()
	s.addMoney()
	s.addSearchPlans()
	s.addLeads()
	s.addSupport()
	s.addPartners()
	s.addReferrals()
	s.addSafety()
	s.addCareTeamWork()
	s.addFunding()
	s.addSubsidyTerms()
	return s
}

// The concerns that are dealt by chance, each from a stream of its own, so
// that one more meeting does not give anybody another name.
const (
	dealNames uint64 = iota + 1
	dealPeople
	dealPlacements
	dealMeetings
	dealEmployers
	dealContacts
	dealReferrals
)

const seed = 0x5117_0174

func deal(concern uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, concern)) }

// pick takes one of a list by chance.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// between is a whole number from low to high, both included.
func between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }

// chance is true in so many of a hundred.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// ago is the day so many days before today.
func (s *service) ago(days int) casework.Day { return s.today.AddDays(-days) }

// byDay puts records in the order of their days, those of one day as they came.
func byDay[T any](list []T, on func(T) casework.Day) {
	slices.SortStableFunc(list, func(a, b T) int { return on(a).Compare(on(b)) })
}

// number gives each record its id, in the order of the list.
func number[T any](list []T, letter string, id func(*T) *string) {
	for i := range list {
		*id(&list[i]) = fmt.Sprintf("%s%04d", letter, i+1)
	}
}

func ptr[T any](v T) *T { return &v }

func or[T comparable](value, otherwise T) T { return cmp.Or(value, otherwise) }
