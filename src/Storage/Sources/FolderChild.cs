using System.Text;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>A name in a folder of the current walk.</summary>
/// <param name="Name">Its bytes on disk.</param>
/// <param name="Key">UTF-8 of the key of its name; that of a folder or an archive is what the keys of all in it begin with.</param>
/// <param name="IgnoredAs">Why it is ignored; null when it is not.</param>
/// <param name="MustBeRead">Whether it can only be recognised by its first bytes.</param>
/// <param name="IsArchive">Whether it has the extension of an archive.</param>
internal readonly record struct FolderChild(byte[] Name, byte[] Key, EntryType Type, string? IgnoredAs, bool MustBeRead, bool IsArchive)
{
    public string Text => FileNames.Decode(Name, out _);

    public string Identity => FileNames.Identify(Name);

    public bool ValidName
    {
        get
        {
            _ = FileNames.Decode(Name, out var valid);
            return valid;
        }
    }

    /// <summary>Whether it contains entries with keys of their own.</summary>
    public bool IsContainer => Type == EntryType.Directory || IsArchive;

    public string KeyText => Encoding.UTF8.GetString(Key);

    /// <summary>Absolute, ended with NUL.</summary>
    public byte[] RawPath(FolderFrame frame) => [.. frame.RawPath, (byte)'/', .. Name, 0];
}
