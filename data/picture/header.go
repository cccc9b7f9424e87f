package picture

import (
	"bufio"
	"encoding/binary"
	"io"
)

// header is what a JPEG tells before its first pixel.
type header struct {
	orientation int   // 1 to 8 as EXIF counts them; 0 is unknown
	perPixel    int64 // bytes of memory that unpacking takes
}

// The segments of a JPEG that matter here.
const (
	startOfScan = 0xda
	endOfImage  = 0xd9
	exifSegment = 0xe1
)

// coefficient is what the decoder keeps of each sample of a progressive JPEG
// until the last pass, beside the sample itself.
const coefficient = 4

// readHeader walks the segments of a JPEG up to the picture itself. Whatever
// is odd ends the walk: a picture whose orientation is not known is kept as it
// lies.
func readHeader(source io.Reader) header {
	r := bufio.NewReader(source)
	h := header{perPixel: 3 * (1 + coefficient)}
	if _, err := r.Discard(2); err != nil {
		return h
	}
	for {
		marker, size, err := nextSegment(r)
		if err != nil || marker == startOfScan || marker == endOfImage {
			return h
		}
		switch {
		case marker == exifSegment && h.orientation == 0:
			body := make([]byte, size)
			if _, err := io.ReadFull(r, body); err != nil {
				return h
			}
			h.orientation = orientation(body)
		case marker >= 0xc0 && marker <= 0xc2:
			body := make([]byte, size)
			if _, err := io.ReadFull(r, body); err != nil {
				return h
			}
			h.perPixel = samples(body, marker == 0xc2)
		default:
			if _, err := r.Discard(size); err != nil {
				return h
			}
		}
	}
}

func nextSegment(r *bufio.Reader) (marker byte, size int, err error) {
	head := make([]byte, 4)
	if _, err = io.ReadFull(r, head[:2]); err != nil {
		return 0, 0, err
	}
	for head[0] != 0xff || head[1] == 0xff { // fill bytes
		head[0] = head[1]
		if head[1], err = r.ReadByte(); err != nil {
			return 0, 0, err
		}
	}
	if head[1] == endOfImage {
		return endOfImage, 0, nil
	}
	if _, err = io.ReadFull(r, head[2:]); err != nil {
		return 0, 0, err
	}
	size = int(binary.BigEndian.Uint16(head[2:])) - 2
	if size < 0 {
		return 0, 0, io.ErrUnexpectedEOF
	}
	return head[1], size, nil
}

// samples is how much memory a pixel takes, rounded up, from a frame header:
// colours are mostly kept at a quarter of the brightness.
func samples(frame []byte, progressive bool) int64 {
	if len(frame) < 6 || len(frame) < 6+3*int(frame[5]) {
		return 3 * (1 + coefficient)
	}
	var sum, across, down int64 = 0, 1, 1
	for i := range int(frame[5]) {
		h, v := int64(frame[7+3*i]>>4), int64(frame[7+3*i]&15)
		sum, across, down = sum+h*v, max(across, h), max(down, v)
	}
	if progressive {
		sum *= 1 + coefficient
	}
	return (sum + across*down - 1) / (across * down)
}

// orientation reads how the camera was held out of the EXIF of a JPEG, which is
// a small TIFF: a list of numbered values.
func orientation(segment []byte) int {
	const head, tag = "Exif\x00\x00", 0x0112
	if len(segment) < len(head)+8 || string(segment[:len(head)]) != head {
		return 0
	}
	tiff := segment[len(head):]
	var order binary.ByteOrder = binary.BigEndian
	switch string(tiff[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
	default:
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 0
		}
		if order.Uint16(entries) == tag {
			if turned := int(order.Uint16(entries[8:])); turned >= 1 && turned <= 8 {
				return turned
			}
			return 0
		}
		entries = entries[12:]
	}
	return 0
}
