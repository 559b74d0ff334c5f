using System.Reflection;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>Passes every call on to the real store, except for those that are to fail.</summary>
public class BreakableImageStore : DispatchProxy
{
    private IImageStore _store = null!;
    private int _failures;

    /// <summary>The next insertions find the disk full.</summary>
    public void FailInserts(int count) => _failures = count;

    /// <summary>Pictures of that name can never be stored.</summary>
    public string? Refused { get; set; }

    public static void Wrap(IServiceCollection services)
    {
        var real = services.Last(s => s.ServiceType == typeof(IImageStore));
        services.AddSingleton(provider =>
        {
            var wrapped = Create<IImageStore, BreakableImageStore>();
            ((BreakableImageStore)(object)wrapped)._store = (IImageStore)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!);
            return wrapped;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IImageStore.InsertAbsentAsync) && Interlocked.Decrement(ref _failures) >= 0
            ? Task.FromException(new StorageFullException("The disk is full, as the test said."))
            : targetMethod.Name == nameof(IImageStore.FindRefusal) && ((SourceEntry.Picture)args![0]!).Path == Refused
                ? $"{Refused} is left out, as the test said."
                : targetMethod.Invoke(_store, args);
}
