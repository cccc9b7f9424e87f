package bundle

// For the fuzz targets.
var (
	Pack   = pack
	Unpack = unpack
)
