namespace MediaPipeline.TestKit.Notes;

/// <summary>First records of notes. They are of no job: their alarm begins them.</summary>
public static class SomeNote
{
    public static string IdOf(int number) => $"{NoteRecord.Kind.IdPrefix}{number:x32}";

    public static NoteRecord Of(int number, DateTimeOffset now, int pages = 1) => new()
    {
        Id = IdOf(number),
        Topic = $"topic {number}",
        Size = new NoteSize(pages),
        SortKey = $"{number:000000}",
        EnteredAt = now,
        DueAt = now,
    };
}
