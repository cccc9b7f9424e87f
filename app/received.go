package app

// ReceivedSets names change sets of a device in an area by their numbers, both
// ends included: what one package brought.
type ReceivedSets struct {
	Device      int64
	Area        Area
	First, Last int64
}
