using System.Runtime.Versioning;

// Each of these tests starts a whole server that uses every core.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// They look into /proc, mount disks and send signals.
[assembly: SupportedOSPlatform("linux")]
