"""Our segments as a Whoosh codec, so that Whoosh opens, lists and searches the index with its own machinery.

The search door reads the same arrays in bulk (:mod:`searcher`); this is the slow, general way, against which it is tested.
Segments are written by :mod:`inverter` and :mod:`merging` only, never document by document. No posting is ever pickled.
Imports Whoosh and numpy: import this module only when an index is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo
from whoosh.util import numeric

from briefing.index.segment.segment_file import Field, SegmentFile

EXTENSION = ".arrays"


class Occurrences(formats.Positions):  # type: ignore[misc]
    """Postings as our segments hold them: the value of a posting is its positions, four bytes each."""

    def decode_positions(self, valuestring: bytes) -> list[int]:
        found: list[int] = np.frombuffer(valuestring, dtype="<u4").tolist()
        return found

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4

    def decode_weight(self, valuestring: bytes) -> float:
        return float(len(valuestring) // 4)


class ColumnCodec(base.Codec):  # type: ignore[misc]
    """Reads segments of :mod:`columns`."""

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> ColumnTerms:
        return ColumnTerms(segment.columns(storage))

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> ColumnDocuments:
        return ColumnDocuments(segment.columns(storage), segment)

    def new_segment(self, storage: Any, indexname: str) -> ColumnSegment:
        return ColumnSegment(indexname)


class ColumnSegment(base.Segment):  # type: ignore[misc]
    """What the table of contents knows of a segment: its name, how many documents, which of them are removed."""

    def __init__(self, indexname: str, documents: int = 0, removed: frozenset[int] = frozenset()) -> None:
        super().__init__(indexname)
        self.documents = documents
        self.removed = removed

    @property
    def filename(self) -> str:
        return str(self.make_filename(EXTENSION))

    def columns(self, storage: Any) -> SegmentFile:
        return SegmentFile(Path(storage.folder) / self.filename)

    def codec(self) -> ColumnCodec:
        return ColumnCodec()

    def doc_count_all(self) -> int:
        return self.documents

    def set_doc_count(self, doccount: int) -> None:
        self.documents = doccount

    def deleted_count(self) -> int:
        return len(self.removed)

    def deleted_docs(self) -> frozenset[int]:
        return self.removed

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.removed

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        self.removed = self.removed | {docnum} if delete else self.removed - {docnum}

    def without(self, numbers: frozenset[int]) -> ColumnSegment:
        """Return the same segment with ``numbers`` removed as well."""
        other = ColumnSegment(self.indexname, self.documents, self.removed | numbers)
        other.segid = self.segid
        return other


class ColumnTerms(base.TermsReader):  # type: ignore[misc]
    """The lexicon and the postings of a segment, for Whoosh."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file

    def _place(self, fieldname: str, text: bytes) -> tuple[Field, int]:
        if fieldname not in self._file.fields:
            raise KeyError(fieldname)
        field = self._file.field(fieldname)
        return field, field.number(text.decode("utf-8", "replace"))

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        try:
            return self._place(*term)[1] >= 0
        except KeyError:
            return False

    def indexed_field_names(self) -> tuple[str, ...]:
        return self._file.fields

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in sorted(self._file.fields):
            for term in self._file.field(name).terms:
                yield name, term.encode()

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        if fieldname not in self._file.fields:
            return
        field = self._file.field(fieldname)
        low, _ = field.prefix(prefix.decode("utf-8", "replace"))
        for term in field.terms[low:]:
            yield fieldname, term.encode()

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        field, number = self._place(fieldname, text)
        if number < 0:
            raise KeyError(text)
        low, high = int(field.start[number]), int(field.start[number + 1])
        weights, documents = field.weights(low, high), field.docs[low:high]
        lengths = field.lengths[documents]
        return TermInfo(
            weight=float(weights.sum()),
            df=high - low,
            minlength=numeric.byte_to_length(int(lengths.min())),
            maxlength=numeric.byte_to_length(int(lengths.max())),
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        field, number = self._place(fieldname, text)
        return field.frequency(number) if number >= 0 else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        field, number = self._place(fieldname, text)
        if number < 0:
            raise KeyError(text)
        low, high = int(field.start[number]), int(field.start[number + 1])
        at = int(field.places[number])
        values = []
        for freq in field.freqs(low, high).tolist():
            values.append(field.positions[at : at + freq].astype("<u4").tobytes())
            at += freq
        return ListMatcher(
            field.docs[low:high].tolist(),
            [float(weight) for weight in field.weights(low, high).tolist()],
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )


class ColumnDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """Ids, lengths and removals of a segment, for Whoosh."""

    def __init__(self, file: SegmentFile, segment: ColumnSegment) -> None:
        self._file = file
        self._segment = segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.documents

    def has_deletions(self) -> bool:
        return bool(self._segment.removed)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._segment.removed

    def deleted_docs(self) -> frozenset[int]:
        return self._segment.removed

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname not in self._file.fields:
            return default
        return int(numeric.byte_to_length(int(self._file.field(fieldname).lengths[docnum])))

    def field_length(self, fieldname: str) -> int:
        return self._file.field(fieldname).total if fieldname in self._file.fields else 0

    def _extreme(self, fieldname: str, which: str) -> int:
        if fieldname not in self._file.fields or not self._segment.documents:
            return 0
        return int(numeric.byte_to_length(int(getattr(self._file.field(fieldname).lengths, which)())))

    def min_field_length(self, fieldname: str) -> int:
        return self._extreme(fieldname, "min")

    def max_field_length(self, fieldname: str) -> int:
        return self._extreme(fieldname, "max")

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        day = int(self._file.column("days")[docnum])
        return (
            {"id": self._file.ids[docnum], "day": day}
            if "title" in self._file.fields
            else {"id": self._file.ids[docnum]}
        )
