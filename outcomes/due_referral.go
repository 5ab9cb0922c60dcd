package outcomes

import "sijoita/casework"

// DueReferral: a referral that has come is not answered.
const DueReferral DueKind = "referral"

// answerWithin is for how many days a referral may lie before its answer is late.
const answerWithin = 7

// DueReferrals lists the referrals to answer: of those who wait, whose referral
// nobody has received. Somebody who came without a record of it waits for no
// answer.
func DueReferrals(waiting []casework.Episode, sent []casework.Referral, today casework.Day) []Due {
	of := map[int64]casework.Referral{}
	for _, r := range sent {
		of[r.EpisodeID] = r
	}
	var list []Due
	for _, e := range waiting {
		r, noted := of[e.ID]
		if !noted || r.AnswerOn(e, today) != casework.AnswerSent {
			continue
		}
		days := today.DaysSince(e.ReferredOn)
		list = append(list, Due{Kind: DueReferral, ClientID: e.ClientID, Late: days > answerWithin, Days: days, On: e.ReferredOn.AddDays(answerWithin), Referral: &r})
	}
	SortDue(list)
	return list
}
