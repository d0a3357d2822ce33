"""Two sheets of several albums: a band with a guest on one song, and a listener with four artists."""

from app.domain.fact_sheet import parse


def _track(title: str, artist: str, album: str) -> dict[str, str]:
    return {"title": title, "artist": artist, "album": album}


def _album(title: str, artist: str, year: int, tracks: int) -> dict[str, object]:
    return {"title": title, "artist": artist, "year": year, "tracks": tracks}


BAND = parse(
    {
        "id": "band",
        "subject": "artist",
        "display_name": "Tin Harbour",
        "top_artists": [],
        "top_tracks": [
            _track("Mudlark", "Tin Harbour", "Low Tide"),
            _track("Bollard", "Tin Harbour", "Low Tide"),
            _track("Neap", "Tin Harbour", "Spring Range"),
            _track("Sluice (feat. Ada Brill)", "Tin Harbour", "Spring Range"),
            _track("Spring Range", "Tin Harbour", "Spring Range"),
            _track("Wrack", "Tin Harbour", "Ebb"),
        ],
        "top_albums": [
            _album("Low Tide", "Tin Harbour", 2011, 2),
            _album("Spring Range", "Tin Harbour", 2014, 3),
            _album("Ebb", "Tin Harbour", 2020, 1),
        ],
        "genres": ["folk rock", "shanty"],
        "typed": {
            "role": "band",
            "city": "Hull",
            "instruments": ["guitar", "accordion"],
            "influences": ["Lou Vane"],
            "current_release": "Ebb",
        },
    }
)
LISTENER = parse(
    {
        "id": "listener",
        "subject": "listener",
        "display_name": "Ines Kroll",
        "top_artists": ["Perlach", "Odile Marchetti", "The Gravel Pits", "Yuto Senda"],
        "top_tracks": [
            _track("Isar", "Perlach", "Auen"),
            _track("Lech", "Perlach", "Auen"),
            _track("Quatre murs", "Odile Marchetti", "Pavillon"),
            _track("Shovel (feat. Perlach)", "The Gravel Pits", "Aggregate"),
            _track("Kasa", "Yuto Senda", "Kasa"),
        ],
        "top_albums": [
            _album("Auen", "Perlach", 1991, 2),
            _album("Pavillon", "Odile Marchetti", 1979, 1),
            _album("Aggregate", "The Gravel Pits", 2022, 1),
            _album("Kasa", "Yuto Senda", 1991, 1),
        ],
        "genres": ["krautrock", "chanson"],
        "typed": {"role": "fiddler and teacher", "city": "Graz", "instruments": ["fiddle"]},
    }
)
