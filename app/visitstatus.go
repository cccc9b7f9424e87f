package app

// Open reports whether a visit still is to be made.
func (s VisitStatus) Open() bool { return s == VisitPlanned || s == VisitAppointed }

// Made reports whether a visit was made.
func (s VisitStatus) Made() bool {
	return s == VisitRecorded || s == VisitFollowUp || s == VisitArchived
}

// VisitStatuses lists the statuses in the order of a visit's life.
func VisitStatuses() []VisitStatus {
	return []VisitStatus{VisitPlanned, VisitAppointed, VisitRecorded, VisitFollowUp, VisitArchived, VisitCancelled}
}

// VisitChannels lists the channels.
func VisitChannels() []VisitChannel { return []VisitChannel{OnSite, ByTelephone, Online} }
