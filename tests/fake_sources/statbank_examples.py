"""Synthetic tables with the ids, variables and codes of real ones. Every figure is made up.

A figure tells where it stands: in the dwellings, municipality 3403, type 04, 2025 is 34_030_425.
"""

from collections.abc import Mapping

from tests.fake_sources.statbank_tables import FakeCodelist, FakeTable, dimension, table

MERGED = FakeCodelist(
    "agg_KommSummer",
    "Kommuner 2024, sammenslåtte tidsserier",
    {
        "K-3403": ("Hamar", ("3403", "0403")),
        "K-4205": ("Lindesnes", ("4205", "1002", "1021", "1029")),
        "K-0301": ("Oslo", ("0301",)),
    },
)
COUNTIES = FakeCodelist("vs_Fylker", "Alle fylker ", {"0": ("Hele landet", ("0",))})
BUILDING_TYPES = {"01": "Enebolig", "02": "Tomannsbolig", "03": "Rekkehus", "04": "Boligblokk"}
REGIONS = {
    "0": "Hele landet",
    "0301": "Oslo",
    "0403": "Hamar (-2019)",
    "1002": "Mandal (-2019)",
    "1021": "Marnardal (-2019)",
    "1029": "Lindesnes (-2019)",
    "3403": "Hamar",
    "4205": "Lindesnes",
}
ENDED = {"0403", "1002", "1021", "1029"}
BEGAN = {"3403", "4205"}
YEARS = tuple(str(year) for year in range(2016, 2026))


def _dwellings(codes: Mapping[str, str]) -> float | str:
    region, year = codes["Region"], int(codes["Tid"])
    if (region in ENDED and year >= 2020) or (region in BEGAN and year < 2020):
        return "."
    return int(region) * 10_000 + int(codes["BygnType"]) * 100 + year % 100


def dwellings() -> FakeTable:
    """06265 with ten years: municipalities by their codes of each time, and summed over mergers through a codelist."""
    return table(
        "06265",
        "Boliger (K)",
        [
            dimension("Region", REGIONS, label="region", elimination=True, codelists=(MERGED, COUNTIES)),
            dimension("BygnType", BUILDING_TYPES, label="bygningstype", elimination=True),
            dimension("ContentsCode", {"Boliger": "Boliger"}, units={"Boliger": ("boliger", 0)}),
            dimension("Tid", YEARS, label="år"),
        ],
        _dwellings,
        notes=("Fra 2012 er definisjonen av bolig endret.", ". = Ikke mulig å oppgi tall."),
    )


def municipal_dwellings() -> FakeTable:
    """12008, a KOSTRA table: a region variable of its own, nothing may be left out, lists to be found by label."""
    newest = FakeCodelist("agg_KOGkommuneregion000023", "Uttrekk for Kommuner 2024-", {"3403": ("Hamar", ("3403",))})
    return table(
        "12008",
        "Kommunalt disponerte boliger (K)",
        [
            dimension(
                "KOKkommuneregion0000",
                {"3403": "Hamar", "4205": "Lindesnes", "EAKUO": "Landet uten Oslo"},
                label="region",
                codelists=(newest,),
            ),
            dimension(
                "ContentsCode",
                {"KOSantall0000": "Boliger", "KOSandel0000": "Boliger per 1000 innbyggere"},
                units={"KOSantall0000": ("antall", 0), "KOSandel0000": ("antall", 1)},
            ),
            dimension("Tid", ("2023", "2024", "2025"), label="år"),
        ],
        lambda codes: ":" if codes["KOKkommuneregion0000"] == "4205" else int(codes["Tid"]) - 2000.5,
        decimals=1,
        aggregation_allowed=False,
    )
