using System.Reflection;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>Passes every call on to the real stores, except for those that are to fail.</summary>
internal sealed class BreakableStores
{
    private int _failures;

    /// <summary>Pictures of that name can never be stored.</summary>
    public string? Refused { get; set; }

    /// <summary>The next insertions find the disk full.</summary>
    public void FailInserts(int count) => _failures = count;

    public void Wrap(IServiceCollection services)
    {
        Wrap<IItemStore>(services, (method, _) =>
            method.Name == nameof(IItemStore.InsertAbsentAsync) && Interlocked.Decrement(ref _failures) >= 0
                ? Task.FromException(new StorageFullException("The disk is full, as the test said."))
                : null);
        Wrap<IMediaStore>(services, (method, _) =>
            method.Name == nameof(IMediaStore.InsertAsync) && Interlocked.Decrement(ref _failures) >= 0
                ? Task.FromException<IReadOnlyList<MediaId>>(new StorageFullException("The disk is full, as the test said."))
                : null);
        Wrap<IImageStore>(services, (method, arguments) =>
            method.Name == nameof(IImageStore.FindRefusal) && ((SourceEntry.Picture)arguments![0]!).Path == Refused
                ? $"{Refused} is left out, as the test said."
                : null);
    }

    private static void Wrap<T>(IServiceCollection services, Func<MethodInfo, object?[]?, object?> answer)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider =>
        {
            var wrapped = DispatchProxy.Create<T, Proxy>();
            var store = real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!);
            ((Proxy)(object)wrapped).Passes = (method, arguments) => answer(method, arguments) ?? method.Invoke(store, arguments);
            return wrapped;
        });
    }

    public class Proxy : DispatchProxy
    {
        public Func<MethodInfo, object?[]?, object?> Passes { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Passes(targetMethod!, args);
    }
}
